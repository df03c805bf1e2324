// Whatever comes, goes and comes back, in any order, and however late or badly the service answers: no message is told twice, none is left out.
import type { MessageReader } from '../../../core/watch/messageReader';
import { lookAtMessages, type MessageOptions } from '../../../core/watch/messages';
import type { Arrival, MessageWatchState, ReadMessage } from '../../../core/watch/messageState';
import { amount } from '../../support/amount.mts';
import { random } from '../../support/random.mts';

interface Held {
	id: string;
	received: number;
	/** From when on lists show it, and from when on it is found by its id. */
	shown: number;
	found: number;
	isHere: boolean;
	/** What a delta query counts: when it came into the folder. */
	came: number;
	/** A look that succeeded could see it in the folder. */
	wasSeen: boolean;
	/** It was there when the watch began. */
	isOld: boolean;
	/** It came by being moved. */
	isMoved: boolean;
}

const FILTER = {
	senders: [],
	subject: [],
	unreadOnly: false,
	withAttachments: false,
	importance: '' as const,
	needsAnswer: false,
};
const second = (time: number) => Math.floor(time / 1_000) * 1_000;

class Folder {
	time = Date.parse('2026-03-02T09:00:00Z');
	readonly held: Held[] = [];
	/** Links are forgotten before this one. */
	forgotten = 0;
	private came = 0;

	constructor(
		private readonly chance: () => number,
		public faults: { lag: number; fresh: number; failing: number },
		private readonly page: number,
	) {}

	add(more: Partial<Held> = {}): void {
		const { lag, fresh } = this.faults;
		const shown = this.time + this.chance() * lag;
		const one = { isHere: true, wasSeen: false, isOld: false, isMoved: false, ...more };
		this.held.push({
			id: `m${this.held.length}`,
			received: second(this.time),
			shown,
			found: shown + this.chance() * fresh,
			came: ++this.came,
			...one,
		});
	}
	come(one: Held): void {
		Object.assign(one, { isHere: true, isMoved: true, came: ++this.came });
	}
	private request(): void {
		if (this.chance() < this.faults.failing) throw new Error('No answer.');
	}
	visible(): Held[] {
		return this.held.filter(({ isHere, shown }) => isHere && shown <= this.time);
	}
	private arrival({ id, received }: Held): Arrival {
		return {
			id,
			received,
			isDraft: false,
			from: 'a@example.com',
			fromName: '',
			subject: id,
			isRead: false,
			hasAttachments: false,
			importance: 'normal',
			conversationId: id,
		};
	}
	reader(): MessageReader {
		return {
			now: () => second(this.time),
			latest: async (most) => {
				this.request();
				return this.visible()
					.sort((a, b) => b.received - a.received)
					.slice(0, most)
					.map((one) => this.arrival(one));
			},
			delivered: async (from) => {
				this.request();
				const all = this.visible()
					.filter(({ received }) => received >= second(from))
					.sort((a, b) => a.received - b.received);
				let size = this.page;
				while (size < all.length && all[size - 1]!.received <= second(from)) size += this.page;
				return { rows: all.slice(0, size).map((one) => this.arrival(one)), isWhole: all.length <= size };
			},
			changes: async (link) => {
				this.request();
				const from = Number(link ?? 0);
				if (link !== undefined && from < this.forgotten) return 'expired';
				const all = this.held.filter(({ isHere, came }) => isHere && came > from).sort((a, b) => a.came - b.came);
				const rows = all.slice(0, this.page);
				const isWhole = rows.length === all.length;
				return {
					rows: rows.map(({ id, received }) => ({ id, received })),
					link: String(isWhole ? this.came : rows.at(-1)!.came),
					isWhole,
				};
			},
			read: async (ids) => {
				this.request();
				return ids.map((id) => {
					const one = this.held.find((other) => other.id === id);
					if (!one || one.found > this.time) return undefined;
					return {
						...this.arrival(one),
						text: '',
						headers: [],
						sender: '',
						to: '',
						openLink: '',
						categories: [],
					} satisfies ReadMessage;
				});
			},
			conversations: async () => [],
		};
	}
}

async function sequence(seed: number, acts: number): Promise<void> {
	const chance = random(seed);
	const pick = <T,>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
	const countMoved = chance() < 0.5;
	const faults = {
		lag: pick(countMoved ? [0] : [0, 2_000, 8_000]),
		fresh: pick([0, 0, 5_000]),
		failing: pick([0, 0, 0.1, 0.3]),
	};
	const folder = new Folder(chance, faults, pick([2, 5, 50]));
	const options: MessageOptions = { place: 'x', filter: FILTER, countMoved };
	for (let at = Math.floor(chance() * 6); at > 0; at--) folder.add({ isOld: true });
	folder.time += 20_000;
	let state: MessageWatchState | undefined;
	let hasForgotten = false;
	const told: string[] = [];
	const look = async () => {
		const visible = folder.visible();
		const looked = await lookAtMessages(folder.reader(), state, options).catch((reason: Error) => {
			if (reason.message !== 'No answer.') throw reason;
			return undefined;
		});
		if (!looked) return;
		if (state) for (const one of visible) one.wasSeen ||= one.found <= folder.time;
		else for (const one of folder.held) one.isOld = true;
		state = JSON.parse(JSON.stringify(looked.state)) as MessageWatchState;
		told.push(...looked.events.map(({ id }) => id));
	};
	while (!state) await look();
	for (let act = 0; act < acts; act++) {
		folder.time += Math.floor(pick([0, 0, 300, 2_000, 20_000, 90_000, 3_600_000]) * (0.5 + chance()));
		const here = folder.held.filter(({ isHere }) => isHere);
		const away = folder.held.filter(({ isHere }) => !isHere);
		pick([
			() => folder.add(),
			() => folder.add(),
			() => here.length > 0 && Object.assign(pick(here), { isHere: false }),
			() => away.length > 0 && folder.come(pick(away)),
			() => {
				if (chance() > 0.1) return;
				folder.forgotten = Infinity;
				hasForgotten = true;
			},
		])();
		if (chance() < 0.35) await look();
		if (folder.forgotten === Infinity && state.link === undefined) folder.forgotten = 0;
		if (chance() < 0.5) folder.forgotten = 0;
	}
	Object.assign(folder, { faults: { lag: 0, fresh: 0, failing: 0 }, forgotten: 0 });
	for (let at = 0; at < 6; at++) {
		folder.time += 61_000;
		await look();
	}
	for (const { id, isOld, wasSeen, isMoved } of folder.held) {
		const count = told.filter((one) => one === id).length;
		const mustBe = wasSeen && !isOld && !isMoved;
		if (count > 1 || (mustBe && count !== 1 && !hasForgotten) || (isOld && !isMoved && count > 0))
			throw new Error(`seed ${seed}: ${id} was told ${count} times`);
	}
}

test('each message is told once', async () => {
	const sequences = amount(1_500, 5_000);
	for (let seed = 1; seed <= sequences; seed++) await sequence(seed, 40);
});
