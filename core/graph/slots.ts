import type { Context, Middleware } from '@microsoft/microsoft-graph-client';

import type { Host, HttpResponse } from '../host';
import { GraphCall } from './call';
import { laneOf, learnName } from './mailboxNames';
import type { Throttle } from './throttle';

/** Second of the chain: takes a slot of the throttle for each attempt. The retry middleware, which knows what comes next, gives it back. */
export class SlotMiddleware implements Middleware {
	private next!: Middleware;

	constructor(
		private readonly host: Host,
		private readonly throttle: Throttle,
		/** Graph host and client id; with the mailbox they make the lane. */
		private readonly app: string,
	) {}

	setNext(next: Middleware): void {
		this.next = next;
	}

	async execute(context: Context): Promise<void> {
		const call = context.middlewareControl!.getMiddlewareOptions(GraphCall) as GraphCall;
		const lane = laneOf(this.app, call.purpose.mailbox);
		this.throttle.recover(lane, this.host.now());
		// What is sent again goes before what was not sent yet: its time runs already, and behind hundreds of others it ran out.
		if (!(await this.throttle.acquire(lane, call.stop, call.purpose.finishes || call.attempts > 0))) {
			call.outcome = { kind: 'notSent' };
			return;
		}
		let held = true;
		call.releaseSlot = () => {
			if (held) this.throttle.release(lane);
			held = false;
		};
		if (call.attempts === 0) call.deadline = this.host.now() + call.timeout;
		// The time ran out while waiting for a slot: the earlier answer stands. A request without time to be answered would
		// only make one more draft of which nobody knows.
		else if (this.host.now() >= call.deadline) return;
		call.attempts += 1;
		call.onSending();
		await this.next.execute(context);
		if (call.outcome.kind === 'answer') {
			learnName(this.app, call.purpose.mailbox, call.outcome.answer);
			// Those that wait since before this was known would have four requests of their own.
			this.throttle.join(lane, laneOf(this.app, call.purpose.mailbox));
		}
		// The mailbox's limit was also seen as a 503 that asks to wait.
		if (call.outcome.kind === 'answer' && isThrottled(call.outcome.answer))
			this.throttle.slowDown(lane, this.host.now());
	}
}

const isThrottled = ({ status, headers }: HttpResponse) =>
	status === 429 || (status === 503 && headers['retry-after'] !== undefined);
