import { invalidInput, quoted } from '../errors';
import { isRecord, parseJson, readText } from '../fields/values';

/**
 * Graph's `openTypeExtension`: besides its name, members that are primitive or lists of primitives
 * (opentypeextension-post-opentypeextension).
 */
interface OpenExtension {
	'@odata.type': 'microsoft.graph.openTypeExtension';
	extensionName: string;
	[member: string]: unknown;
}

const FIELD = 'Open Extension';
const EXAMPLE = 'Give a name such as Com.Contoso.Ticket, and data such as {"number": 4711, "tags": ["a", "b"]}.';

/** Reads `{extensionName, data}` (data: an object or JSON text), one or a list of them. Rows left empty are dropped. */
export function readOpenExtensions(value: unknown): OpenExtension[] {
	const given = typeof value === 'string' && value.trim() !== '' ? parseJson(value) : value;
	if (given === undefined && typeof value === 'string')
		throw invalidInput(`${FIELD}: this is not valid JSON.`, EXAMPLE);
	if (given === undefined || given === null || given === '') return [];
	const rows = Array.isArray(given) ? (given as unknown[]) : [given];
	const extensions = rows.flatMap((row) => {
		if (!isRecord(row))
			throw invalidInput(`${FIELD}: a name and data are needed, but there is ${quoted(row)}.`, EXAMPLE);
		const { extensionName, data, ...members } = row;
		const name = readText(extensionName, FIELD)?.trim() ?? '';
		const content = { ...members, ...readData(data) };
		// Data that an item does not have is not given; `{}` is data, but without a name it is a row left empty.
		const isGiven = Object.keys(content).length > 0 || (name !== '' && data !== undefined && data !== null);
		return isGiven ? [extension(name, content)] : [];
	});
	const twice = extensions.find(
		({ extensionName }, index) => extensions.findIndex((other) => other.extensionName === extensionName) !== index,
	);
	if (twice) throw invalidInput(`${FIELD}: ${quoted(twice.extensionName)} is given twice.`, 'Keep one of the two.');
	return extensions;
}

function readData(value: unknown): Record<string, unknown> {
	if (value === undefined || value === null || value === '') return {};
	const data = typeof value === 'string' ? parseJson(value) : value;
	if (!isRecord(data)) throw invalidInput(`${FIELD}: its data must be a JSON object, not ${quoted(value)}.`, EXAMPLE);
	return data;
}

function extension(name: string, content: Record<string, unknown>): OpenExtension {
	if (name === '') throw invalidInput(`${FIELD}: its name is missing.`, EXAMPLE);
	for (const [member, value] of Object.entries(content)) {
		if (member.includes('@') || member === 'id')
			throw invalidInput(`${FIELD}: ${quoted(member)} cannot be the name of a member.`, 'Rename it.');
		const primitive = (one: unknown) => one === null || ['string', 'number', 'boolean'].includes(typeof one);
		if (!(Array.isArray(value) ? value.every(primitive) : primitive(value))) {
			throw invalidInput(
				`${FIELD}: ${quoted(member)} holds ${quoted(value)}, but Outlook keeps texts, numbers, true, false and lists of them only.`,
				'Turn it into text, for example with JSON.stringify.',
			);
		}
	}
	return { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: name, ...content };
}
