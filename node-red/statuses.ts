import type { DraftError, OperationResult } from '../core';
import type { NodeApi, NodeStatus } from './types';

/** What a status says while an operation runs, and when it is done; for operations that are not here, general words. */
const STATUS_WORDS: Record<string, { running: string; done: string }> = {
	'draft-create': { running: 'making a draft', done: 'draft made' },
	'draft-reply': { running: 'making a reply', done: 'reply draft made' },
	'draft-forward': { running: 'making a forward', done: 'forward draft made' },
	'draft-update': { running: 'changing the draft', done: 'draft changed' },
	'draft-send': { running: 'sending', done: 'sent' },
	'draft-get': { running: 'reading', done: 'draft read' },
	'draft-getAll': { running: 'reading', done: 'drafts listed' },
	'draft-delete': { running: 'deleting', done: 'draft deleted' },
	'draft-getStatus': { running: 'looking', done: 'status read' },
	'draft-cleanUp': { running: 'cleaning up', done: 'cleaned up' },
	'message-send': { running: 'sending', done: 'sent' },
	'message-getAll': { running: 'reading', done: 'messages listed' },
	'message-update': { running: 'marking', done: 'message marked' },
	'attachment-add': { running: 'adding files', done: 'files added' },
	'attachment-getAll': { running: 'reading', done: 'files listed' },
	'attachment-remove': { running: 'removing the file', done: 'file removed' },
	other: { running: 'working', done: 'done' },
};

export const STATUS_TEXTS = {
	running: Object.fromEntries(Object.entries(STATUS_WORDS).map(([operation, { running }]) => [operation, running])),
	done: Object.fromEntries(Object.entries(STATUS_WORDS).map(([operation, { done }]) => [operation, done])),
	dryRun: 'dry run, nothing done',
	warned: 'see warning',
	failed: 'failed',
	signIn: 'sign-in needed',
};

/** Characters of a reason that have room below a node. */
const ROOM = 40;

export const NO_STATUS: NodeStatus = {};

/** The statuses of a node whose operation is the given one. Translated here: a Status node would get the name of the text. */
export class Statuses {
	private readonly operation: string;

	constructor(
		private readonly red: NodeApi,
		operation: string,
	) {
		const name = operation.replace(':', '-');
		this.operation = name in STATUS_WORDS ? name : 'other';
	}

	running(): NodeStatus {
		return { fill: 'blue', shape: 'dot', text: this.text(`running.${this.operation}`) };
	}

	/** Percent of a file. */
	uploading(percent: number): NodeStatus {
		return { fill: 'blue', shape: 'dot', text: `${percent} %` };
	}

	done({ output, warnings }: OperationResult): NodeStatus {
		if (output.dryRun === true) return { fill: 'grey', shape: 'ring', text: `${this.text('dryRun')} ${clock()}` };
		const done = `${this.text(`done.${this.operation}`)} ${clock()}`;
		return warnings.length > 0
			? { fill: 'yellow', shape: 'ring', text: `${done}, ${this.text('warned')}` }
			: { fill: 'green', shape: 'dot', text: done };
	}

	failed({ message }: DraftError): NodeStatus {
		return { fill: 'red', shape: 'ring', text: `${this.text('failed')} ${clock()}: ${shortened(message)}` };
	}

	signIn(): NodeStatus {
		return { fill: 'red', shape: 'ring', text: this.text('signIn') };
	}

	private text(name: string): string {
		return this.red._(`outlook-draft.status.${name}`);
	}
}

/** As much of a reason as there is room for below a node. */
export function shortened(text: string): string {
	const reason = text.replace(/\s+/g, ' ').trim();
	return reason.length > ROOM ? `${reason.slice(0, ROOM - 1).trimEnd()}…` : reason;
}

/** `14:28`, where Node-RED runs. */
export function clock(time = new Date()): string {
	return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
