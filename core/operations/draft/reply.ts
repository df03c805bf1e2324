import type { OperationRow } from '../operation';
import { replyToMessage } from './replyOrForward';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: replyToMessage,
};
