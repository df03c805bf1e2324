import { GraphError } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import type { StoredMessage } from '../types.mts';

const MOST_IDS = 1000;

/** The forms that are known here, written from a message. An ewsId is a restId with the alphabet of ordinary base64. INFERRED from webLink */
const forms: Record<string, (message: StoredMessage) => string> = {
	restid: ({ id }) => id,
	restimmutableentryid: ({ immutableId }) => immutableId,
	ewsid: ({ id }) => id.replaceAll('-', '/').replaceAll('_', '+'),
};

/** 200 with pairs of ids of this mailbox. DOC user-translateexchangeids. The binary forms (entryId, immutableEntryId) are not simulated. An id that is nobody's is left out. INFERRED */
function translate(call: MailCall): GraphAnswer {
	requireJson(call);
	const reader = new MessageReader(call.switches);
	const json = reader.action(reader.parse(call.body), 'translateExchangeIds', [
		'inputIds',
		'sourceIdType',
		'targetIdType',
	]);
	const form = (value: unknown): string => reader.text(value).toLowerCase();
	const [source, target] = [form(json.sourceIdType), form(json.targetIdType)];
	const { inputIds } = json;
	if (
		!Array.isArray(inputIds) ||
		inputIds.length > MOST_IDS ||
		!Object.hasOwn(forms, source) ||
		!Object.hasOwn(forms, target)
	) {
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	}
	const value = inputIds.flatMap((given) => {
		const sourceId = reader.text(given);
		const message = call.store.message(call.mailbox, sourceId.replaceAll('/', '-').replaceAll('+', '_'));
		return message && forms[source](message) === sourceId ? [{ sourceId, targetId: forms[target](message) }] : [];
	});
	return {
		status: 200,
		json: { '@odata.context': `${call.origin}/v1.0/$metadata#Collection(microsoft.graph.convertIdResult)`, value },
	};
}

export const translateRoutes: Route[] = [{ method: 'POST', path: 'translateexchangeids', run: translate }];
