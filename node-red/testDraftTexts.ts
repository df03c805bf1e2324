/** What stands in a test draft. The dialog sends its own words with the request, in the language of the person in front of it. */
export const TEST_DRAFT_TEXTS = {
	subject: 'Test draft from Node-RED',
	body: 'This is a test draft from Node-RED.',
	filled: 'The flow fills these in when a message arrives: {fields}.',
};

export interface TestDraftWords extends Record<keyof typeof TEST_DRAFT_TEXTS, string> {
	/** What the fields are called, by name; others are called as in English. */
	labels: Record<string, string>;
}

/** Anything may be sent to an endpoint. */
export function readTestDraftWords(sent: unknown): TestDraftWords {
	const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
	const texts = Object.entries(TEST_DRAFT_TEXTS).map(([name, text]) => [name, textOr(given[name], text)]);
	const labels = Object.entries((given.labels ?? {}) as object).filter(([, label]) => textOr(label, '') !== '');
	return { ...(Object.fromEntries(texts) as typeof TEST_DRAFT_TEXTS), labels: Object.fromEntries(labels) };
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
