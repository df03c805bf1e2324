import type { Group } from '../check.mts';
import { create } from './create.mts';
import { limits } from './limits.mts';
import { lists } from './lists.mts';
import { mime } from './mime.mts';
import { recorded } from './recorded.mts';
import { replies } from './replies.mts';
import { sending } from './send.mts';
import { shared } from './shared.mts';
import { update } from './update.mts';
import { upload } from './upload.mts';

/** What no documentation answers, in the order in which it is put. */
export const questions: Group[] = [create, mime, replies, update, upload, lists, sending, shared, recorded, limits];
