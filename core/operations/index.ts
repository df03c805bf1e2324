export { checkAccount } from './account/check';
export type { OperationResult, ResultFile } from './operation';
export { OPERATIONS, performOperation, type Item } from './registry';
