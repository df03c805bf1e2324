import { randomUUID } from 'node:crypto';
import { GraphError, itemNotFound } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { requireJson } from '../json-body.mts';
import { locationOf } from '../location.mts';
import { MessageReader } from '../message-reader.mts';
import type { Category } from '../types.mts';

/** DOC resources/outlookcategory */
const colours = ['none', ...Array.from({ length: 25 }, (_, index) => `preset${index}`)];
const PATH = 'outlook/masterCategories';

const answer = (call: MailCall, status: number, category: Category): GraphAnswer => ({
	status,
	headers: status === 201 ? locationOf(call, `${PATH}('${category.id}')`) : {},
	json: { '@odata.context': `${call.context}/${PATH}/$entity`, ...category },
});

function categoryOf(call: MailCall): Category {
	const found = call.mailbox.categories.find(({ id }) => id === call.keys[0].toLowerCase());
	if (!found) throw itemNotFound();
	return found;
}

function read(call: MailCall, members: string[]): { displayName?: string; color?: string } {
	requireJson(call);
	const reader = new MessageReader(call.switches, call.method === 'PATCH');
	const json = reader.action(reader.parse(call.body), 'outlookCategory', members);
	const color = reader.optionalText(json.color)?.toLowerCase();
	if (color !== undefined && !colours.includes(color))
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	return { displayName: reader.optionalText(json.displayName), color };
}

/** 201 with the category; without a colour it has none. DOC outlookuser-post-mastercategories. A name is there once (DOC resources/outlookcategory); the code RECALL, the casing INFERRED */
function create(call: MailCall): GraphAnswer {
	const { displayName, color = 'none' } = read(call, ['displayName', 'color']);
	if (displayName === undefined || displayName.trim() === '')
		throw new GraphError(400, 'ErrorInvalidArgument', 'The request is invalid.');
	const isTaken = call.mailbox.categories.some((one) => one.displayName.toLowerCase() === displayName.toLowerCase());
	if (isTaken) throw new GraphError(409, 'CategoryNameDuplicate', 'A category with the specified name already exists.');
	const category = { id: randomUUID(), displayName, color };
	call.mailbox.categories.push(category);
	return answer(call, 201, category);
}

/** Only the colour can change. DOC outlookcategory-update; the code of another member RECALL */
function update(call: MailCall): GraphAnswer {
	const category = categoryOf(call);
	const { displayName, color } = read(call, ['displayName', 'color', 'id']);
	if (displayName !== undefined && displayName !== category.displayName)
		throw new GraphError(400, 'ErrorInvalidPropertySet', 'Set action is invalid for property');
	if (color !== undefined) category.color = color;
	return answer(call, 200, category);
}

/** 204; messages keep the name. DOC outlookcategory-delete; the second INFERRED */
function remove(call: MailCall): GraphAnswer {
	const category = categoryOf(call);
	call.mailbox.categories = call.mailbox.categories.filter((one) => one !== category);
	return { status: 204 };
}

export const categoryRoutes: Route[] = [
	{
		method: 'GET',
		path: 'outlook/mastercategories',
		run: (call) => ({
			status: 200,
			json: { '@odata.context': `${call.context}/${PATH}`, value: call.mailbox.categories },
		}),
	},
	{ method: 'POST', path: 'outlook/mastercategories', run: create },
	{ method: 'GET', path: 'outlook/mastercategories/*', run: (call) => answer(call, 200, categoryOf(call)) },
	{ method: 'PATCH', path: 'outlook/mastercategories/*', run: update },
	{ method: 'DELETE', path: 'outlook/mastercategories/*', run: remove },
];
