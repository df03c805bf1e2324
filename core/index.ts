/** What the adapters use. Bundled once into `dist/core/index.js`, so that both share the throttle of the process. */
export {
	checkDeleting,
	checkMailbox,
	checkSending,
	checkTokenGoesTo,
	type Account,
	type AccountLimits,
} from './account';
export { after, sleep } from './clock';
export { fileFromBytes, readWhole, type AttachedFile } from './attachments/file';
export { DraftError, invalidInput, LOCAL_CODES, quoted, systemCode, toDraftError, type ErrorFacts } from './errors';
export {
	RESOURCES,
	WATCH,
	type Condition,
	type Field,
	type FieldValues,
	type Operation,
	type Pair,
	type PairPart,
	type Resource,
} from './fields';
export { addressIn, claimsOf, endOf, grantedBy, graphOf, mayAlsoSend, personIn } from './signIn/tokenClaims';
export { createGraph, type Graph } from './graph/client';
export type { ItemMemory } from './drafts/memory';
export {
	isSuccess,
	type FreshToken,
	type Host,
	type HttpRequest,
	type HttpResponse,
	type ProofFacts,
	type SignInAccess,
} from './host';
export { checkAccount, performOperation, type OperationResult } from './operations';
export { neededPermissions, purposeOf } from './graph/permissions';
export {
	looksLikeSecretId,
	markOf,
	reportOfSettings,
	type AccountCheck,
	type AccountReport,
	type Mark,
} from './signIn/accountChecks';
export { administratorRequest } from './signIn/administratorRequest';
export { certificateEnd } from './signIn/certificateEnd';
export { findFolders } from './lists/folders';
export { findMailboxes, type Choice, type Page } from './lists/mailboxes';
export { findMessages } from './lists/messages';
export { findTemplates } from './lists/templates';
export { wellKnownName } from './folders/wellKnown';
export { findFolder } from './folders/findFolder';
export { readFolder, type FolderValue } from './folders/readFolder';
export { readMailbox } from './message/readMailbox';
export { probeFolder } from './lists/probeFolder';
export { probeMailbox } from './lists/probeMailbox';
export { readRule } from './policy/rules';
export { ownerOf, type Keeper } from './lists/cache';
export { causeOfSilence, isSignInOver, NOBODY, signInFailed, signInOver, signInUnreachable } from './signIn/refusals';
export { failureOf } from './graph/failures';
export { parseJson } from './fields/values';
export { afterFailure, isPausing, type Trouble } from './watch/trouble';
export { lookForExample, lookOnce, type Looked, type WatchState } from './watch/watch';
export { errorOfRun, runItems, type ItemOutcome } from './run';
