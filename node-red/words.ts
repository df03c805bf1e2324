/** What the core says in n8n's words, and what a person in Node-RED calls it. Whole phrases: texts may hold what someone has entered. */
const PHRASES: Array<[n8n: string, nodeRed: string]> = [
	[' In n8n a run that creates drafts takes ten seconds longer, to be sure that no other run has done the same.', ''],
	[' In n8n a run that sends messages takes ten seconds longer, to be sure that no other run has done the same.', ''],
	["in the workflow's zone in n8n, in the computer's in Node-RED", 'in the zone of the computer that Node-RED runs on'],
	['in n8n into a binary field, in Node-RED as content beside their names', 'as content beside their names'],
	['in n8n into binary fields, in Node-RED as content beside their names', 'as content beside their names'],
	['in n8n into a binary field, in Node-RED into mime of the result', 'into mime of the result'],
	[
		'; if it comes from an expression, check that every item has it.',
		'; if it comes from a message, check that every message has it.',
	],
	['; if it comes from an expression, check what it gives.', '; if it comes from a message, check what it holds.'],
	[
		'The expression was not filled in. Check that the field is set to an expression, and that it gives an address.',
		'The expression was not filled in. Choose msg or JSONata as the kind of value, so that it gives an address.',
	],
	['Check the expression, or leave the field empty.', 'Check what the field is read from, or leave it empty.'],
	[
		'Choose the value itself in the expression, not the object that holds it.',
		'Choose the value itself, such as msg.payload.text, not the object that holds it.',
	],
	['decodeURIComponent() in an expression.', 'decodeURIComponent() in a function node.'],
	['if it comes from an expression, check what it gives.', 'if it comes from the message, check what is there.'],
	['n earlier step', 'n earlier node'],
	['the step that', 'the node that'],
	['this step', 'this node'],
	['the step fails', 'the node fails'],
	['The step fails', 'The node fails'],
	['Run fewer workflows on this mailbox', 'Run fewer flows on this mailbox'],
	['let only one workflow at a time work on an item', 'let only one flow at a time work on a message'],
	['the files of this item or message', 'the files of this message'],
	['if it comes from the item or message, check', 'if it comes from the message, check'],
	[
		"if empty, the workflow's in n8n, the computer's in Node-RED",
		'if empty, that of the computer that Node-RED runs on',
	],
	['made, in whatever workflow, or leaves', 'made, in whatever flow, or leaves'],
	[
		'open drafts are stored with the workflow',
		"open drafts are kept, readable, in Node-RED's settings (.config.runtime.json)",
	],
	['one item for each of these', 'one message for each of these'],
	['; the item says whether it was changed before', '; msg.payload.changed says whether it was changed before'],
	['where n8n or Node-RED gets its proxy from', 'where Node-RED gets its proxy from'],
];

/** A text of the core in Node-RED's words. */
export const inNodeRed = (text: string): string =>
	PHRASES.reduce((words, [n8n, nodeRed]) => words.replaceAll(n8n, nodeRed), text);
