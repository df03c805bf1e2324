import { CHECK } from './account/check';
import { ADD } from './attachment/add';
import { GET_ATTACHMENTS } from './attachment/getAll';
import { REMOVE } from './attachment/remove';
import { CLEAN_UP } from './draft/cleanUp';
import { CREATE } from './draft/create';
import { DELETE } from './draft/delete';
import { FORWARD } from './draft/forward';
import { GET } from './draft/get';
import { GET_ALL } from './draft/getAll';
import { GET_STATUS } from './draft/getStatus';
import { LEARN_SIGNATURE } from './draft/learnSignature';
import { REPLY } from './draft/reply';
import { SEND } from './draft/send';
import { UPDATE } from './draft/update';
import type { Resource } from './field';
import { GET_MESSAGES } from './message/getAll';
import { SEND_MESSAGE } from './message/send';
import { UPDATE_MESSAGE } from './message/update';

export type * from './field';
export { WATCH } from './watch';

/**
 * THE list of resources, operations and fields. n8n's properties, Node-RED's form, defaults and texts are generated from
 * it. Names and values are saved in people's workflows and never change.
 */
export const RESOURCES: Resource[] = [
	{
		value: 'draft',
		label: 'Draft',
		operations: [CREATE, REPLY, FORWARD, UPDATE, SEND, GET, GET_ALL, DELETE, GET_STATUS, CLEAN_UP, LEARN_SIGNATURE],
	},
	{ value: 'message', label: 'Message', operations: [SEND_MESSAGE, GET_MESSAGES, UPDATE_MESSAGE] },
	{ value: 'attachment', label: 'Attachment', operations: [ADD, GET_ATTACHMENTS, REMOVE] },
	{ value: 'account', label: 'Account', only: 'n8n', operations: [CHECK] },
];
