import { invalidField } from '../fields/read';
import { DraftError, LOCAL_CODES, quoted, toDraftError } from '../errors';

/** A file to be attached, as a host hands it over. Its content is read when it is sent, not before. */
export interface AttachedFile {
	name: string;
	contentType?: string;
	/** Bytes. */
	size: number;
	/** What html shows it by, `<img src="cid:…">`; without angle brackets. */
	contentId?: string;
	isInline?: boolean;
	/** A picture of the signature that was found: no part of what the step was given. */
	ofSignature?: true;
	/** Where it comes from, a binary field or a form field: html may show it by this name too. */
	field?: string;
	/** The content from its first byte on, in pieces of any length; each call begins anew. */
	open(): AsyncIterable<Uint8Array>;
}

/** A file that is on the draft, and how it went up. */
export interface AddedFile {
	/** Not known for files that went with the message itself. */
	id?: string;
	name: string;
	/** Bytes of the file. */
	size: number;
	upload: 'message' | 'post' | 'session' | 'before';
}

/** Bytes of the largest file that Outlook takes (Graph, "Attach large files to Outlook messages": 150 MB). */
const LARGEST_FILE = 150 * 1024 * 1024;

/** A file whose content is in memory. */
export function fileFromBytes(about: Omit<AttachedFile, 'size' | 'open'>, bytes: Uint8Array): AttachedFile {
	return {
		...about,
		size: bytes.length,
		async *open() {
			yield await Promise.resolve(bytes);
		},
	};
}

/** The whole content. Throws DraftError when it cannot be read, or has not the length that was announced. */
export async function readWhole(file: AttachedFile): Promise<Uint8Array> {
	const reader = new FileReader(file);
	return await reader.read(0, file.size).finally(async () => await reader.close());
}

/**
 * Reads a file piece by piece, holding one piece at a time. What was read last may be asked for again, or a part of it;
 * for what lies before, the file is opened anew.
 */
export class FileReader {
	private pieces: AsyncIterator<Uint8Array> | undefined;
	/** What came last from the file and has not been handed out. */
	private rest: Uint8Array = EMPTY;
	/** Where in the file `rest` begins. */
	private position = 0;
	private buffer: Uint8Array = EMPTY;
	private bufferedFrom = 0;
	private bufferedLength = 0;

	constructor(private readonly file: AttachedFile) {}

	/**
	 * Bytes from `from` on: `length` of them, or fewer where the rest of the last piece is asked for. They are valid until
	 * the next call.
	 */
	async read(from: number, length: number): Promise<Uint8Array> {
		const within = from - this.bufferedFrom;
		if (within >= 0 && within < this.bufferedLength)
			return this.buffer.subarray(within, Math.min(this.bufferedLength, within + length));
		const bytes = await this.fill(from, length).catch((thrown: unknown) => {
			throw this.unreadable(thrown);
		});
		return bytes;
	}

	/** Gives back what the host opened for it. */
	async close(): Promise<void> {
		await this.pieces?.return?.();
		this.pieces = undefined;
	}

	private async fill(from: number, length: number): Promise<Uint8Array> {
		if (from < this.position) await this.rewind();
		while (this.position < from) {
			if (this.rest.length === 0 && !(await this.more())) throw this.wrongSize(this.position);
			this.take(Math.min(this.rest.length, from - this.position));
		}
		if (this.buffer.length < length) this.buffer = new Uint8Array(length);
		this.bufferedLength = 0;
		let filled = 0;
		while (filled < length) {
			if (this.rest.length === 0 && !(await this.more())) throw this.wrongSize(this.position);
			const piece = this.take(Math.min(this.rest.length, length - filled));
			this.buffer.set(piece, filled);
			filled += piece.length;
		}
		if (from + length === this.file.size && (this.rest.length > 0 || (await this.more())))
			throw this.wrongSize(this.position + this.rest.length);
		this.bufferedFrom = from;
		this.bufferedLength = length;
		return this.buffer.subarray(0, length);
	}

	private take(length: number): Uint8Array {
		const piece = this.rest.subarray(0, length);
		this.rest = this.rest.subarray(length);
		this.position += length;
		return piece;
	}

	/** False at the end of the file. */
	private async more(): Promise<boolean> {
		this.pieces ??= this.file.open()[Symbol.asyncIterator]();
		for (;;) {
			const { done, value } = await this.pieces.next();
			if (done) return false;
			if (value.length === 0) continue;
			this.rest = value;
			return true;
		}
	}

	private async rewind(): Promise<void> {
		await this.close();
		this.rest = EMPTY;
		this.position = 0;
	}

	private wrongSize(found: number): DraftError {
		const { name, size } = this.file;
		return invalidField(
			'attachments',
			`${quoted(name)} has ${found > size ? 'more than the' : `${found} instead of`} ${size} bytes that were announced.`,
			'Fetch the file again.',
		);
	}

	private unreadable(thrown: unknown): DraftError {
		if (thrown instanceof DraftError) return thrown;
		return new DraftError(
			LOCAL_CODES.input,
			`Attachments: ${quoted(this.file.name)} could not be read. ${toDraftError(thrown).message}`,
			{ hint: 'Fetch the file again.' },
		);
	}
}

const EMPTY = new Uint8Array();

/** Rejects what Outlook takes in no way, before anything is sent. */
export function checkFileSizes(files: AttachedFile[]): void {
	const tooLarge = files.find(({ size }) => size > LARGEST_FILE);
	if (!tooLarge) return;
	throw invalidField(
		'attachments',
		`${quoted(tooLarge.name)} has ${inMegabytes(tooLarge.size)}; Outlook takes files up to 150 MB (${LARGEST_FILE} bytes).`,
		'Put the file into OneDrive or SharePoint and link to it.',
	);
}

/** Bytes of a message that Exchange Online accepts unless an administrator has changed it. */
const USUAL_MESSAGE = 35 * 1024 * 1024;

/** Encoded for sending, a file is a third larger. */
export function sizeWarnings(files: AttachedFile[]): string[] {
	const sum = files.reduce((total, { size }) => total + size, 0);
	if ((sum * 4) / 3 < USUAL_MESSAGE) return [];
	return [
		`Together the attachments have ${inMegabytes(sum)}. Exchange sends messages up to 35 MB, in which files ` +
			'take a third more space, unless an administrator has set another limit (150 MB at most): sending may ' +
			'fail.',
	];
}

/** 1 MB is 1,048,576 bytes, as in Microsoft's limits. */
export function inMegabytes(bytes: number): string {
	return bytes < 1024 * 1024 ? `${bytes} bytes` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
