/** What the core says in n8n's words, and what a person in Node-RED calls it. Whole phrases: texts may hold what somebody has entered. */
const PHRASES: Array<[n8n: string, nodeRed: string]> = [
	['; in n8n also from the list', ', or one from the list'],
	[
		'; if it comes from an expression, check that every item has it.',
		'; if it comes from a message, check that every message has it.',
	],
	[
		'The expression was not filled in. Check that the field is set to an expression, and that it gives an address.',
		'It was not filled in. Choose msg or JSONata as the kind of value, so that it gives an address.',
	],
	['Check the expression, or leave the field empty.', 'Check what the field is read from, or leave it empty.'],
	[
		'Choose the value itself in the expression, not the object that holds it.',
		'Choose the value itself, such as msg.payload.text, not the object that holds it.',
	],
	['decodeURIComponent() in an expression.', 'decodeURIComponent() in a function node.'],
	['the step before', 'the node before'],
	['The step before', 'The node before'],
	['the step fails in any case', 'the node fails in any case'],
	['Run fewer workflows on this mailbox', 'Run fewer flows on this mailbox'],
	['let only one workflow at a time work on one item', 'let only one flow at a time work on one message'],
	['the files of this item or message', 'the files of this message'],
	['if it comes from the item or message, check', 'if it comes from the message, check'],
	['of the workflow in n8n, of the computer in Node-RED', 'of the computer that Node-RED runs on'],
	['n8n puts them into binary fields, Node-RED beside the names as content', 'as content beside the names'],
	['n8n puts it into a binary field, Node-RED into msg.payload.mime', 'msg.payload.mime holds it'],
	['where n8n or Node-RED gets its proxy from', 'where Node-RED gets its proxy from'],
];

/** A text of the core in Node-RED's words. */
export const inNodeRed = (text: string): string =>
	PHRASES.reduce((words, [n8n, nodeRed]) => words.replaceAll(n8n, nodeRed), text);
