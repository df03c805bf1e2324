import { LOOK_UP_WINDOW } from './lookUp';

interface Use {
	active: number;
	begun: number;
	lastEnd: number;
}

/** Message-IDs of messages that are being created, or were lately, in this process. */
const uses = new Map<string, Use>();
const MOST_IDLE = 1_000;

interface MessageIdUse {
	/** No other create in this process has used the Message-ID since this one began, nor shortly before. */
	isAlone(): boolean;
	end(): void;
}

/**
 * A raw message is recognised by its own Message-ID, which others may share: 200 items may be made from one
 * file. `key` is the mailbox with the Message-ID, `now` the host's clock.
 */
export function useMessageId(key: string, now: () => number): MessageIdUse {
	forgetIdle(now());
	const use = uses.get(key) ?? { active: 0, begun: 0, lastEnd: -Infinity };
	uses.set(key, use);
	const wasFree = use.active === 0 && now() - use.lastEnd > LOOK_UP_WINDOW;
	use.active += 1;
	use.begun += 1;
	const { begun } = use;
	return {
		isAlone: () => wasFree && use.begun === begun,
		end() {
			use.active -= 1;
			use.lastEnd = now();
		},
	};
}

function forgetIdle(now: number): void {
	if (uses.size < MOST_IDLE) return;
	for (const [key, { active, lastEnd }] of uses) if (active === 0 && now - lastEnd > LOOK_UP_WINDOW) uses.delete(key);
}
