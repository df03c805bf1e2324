// Written by `npm run docs` from the list of operations in core/fields/index.ts.
import { operation as draftCreate } from './draft/create';
import { operation as draftReply } from './draft/reply';
import { operation as draftForward } from './draft/forward';
import { operation as draftUpdate } from './draft/update';
import { operation as draftSend } from './draft/send';
import { operation as draftGet } from './draft/get';
import { operation as draftGetAll } from './draft/getAll';
import { operation as draftDelete } from './draft/delete';
import { operation as draftGetStatus } from './draft/getStatus';
import { operation as draftCleanUp } from './draft/cleanUp';
import { operation as draftLearnSignature } from './draft/learnSignature';
import { operation as messageSend } from './message/send';
import { operation as messageGetAll } from './message/getAll';
import { operation as messageUpdate } from './message/update';
import { operation as attachmentAdd } from './attachment/add';
import { operation as attachmentGetAll } from './attachment/getAll';
import { operation as attachmentRemove } from './attachment/remove';
import { operation as accountCheck } from './account/check';
import type { OperationRow } from './operation';

/** By `resource:operation`. */
export const ROWS: Record<string, OperationRow> = {
	'draft:create': draftCreate,
	'draft:reply': draftReply,
	'draft:forward': draftForward,
	'draft:update': draftUpdate,
	'draft:send': draftSend,
	'draft:get': draftGet,
	'draft:getAll': draftGetAll,
	'draft:delete': draftDelete,
	'draft:getStatus': draftGetStatus,
	'draft:cleanUp': draftCleanUp,
	'draft:learnSignature': draftLearnSignature,
	'message:send': messageSend,
	'message:getAll': messageGetAll,
	'message:update': messageUpdate,
	'attachment:add': attachmentAdd,
	'attachment:getAll': attachmentGetAll,
	'attachment:remove': attachmentRemove,
	'account:check': accountCheck,
};
