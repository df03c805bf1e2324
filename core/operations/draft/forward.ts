import type { OperationRow } from '../operation';
import { forwardMessage } from './replyOrForward';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: forwardMessage,
};
