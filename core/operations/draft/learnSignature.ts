import { DraftError } from '../../errors';
import { read } from '../../fields/read';
import { withSender } from '../../message/sender';
import { learnOnce, noneAmong, SEVERAL, VARIANTS } from '../../signature/dressed';
import { textOf } from '../../signature/blocks';
import type { Context, OperationResult, OperationRow } from '../operation';
import { createDraft } from './create';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: learnSignature,
};

/** draft:learnSignature: what is found in Sent Items becomes a draft, which a person can check, and which serves as Signature Draft. */
async function learnSignature(context: Context): Promise<OperationResult> {
	const { mailbox, fields } = context;
	const variant = read.choice(fields, 'signatureFor', VARIANTS) ?? 'new';
	const learning = await learnOnce(context, withSender({}, mailbox));
	if ('denied' in learning) throw learning.denied;
	const found = learning.found[variant];
	if (found.kind !== 'found')
		throw new DraftError('NoSignature', found.kind === 'several' ? SEVERAL : noneAmong(found.looked, variant), {
			hint: 'Write a draft that holds the signature, and choose it as Signature Draft.',
		});
	const { folder, createFolders, dryRun, simplify, timeout } = fields;
	const subject = read.line(fields, 'subject') || 'Signature';
	const made = await createDraft({
		...context,
		fields: {
			...{ mailbox, folder, createFolders, dryRun, simplify, timeout, subject },
			...{ signatureFrom: 'sentMail', signatureFor: variant },
		},
	});
	const { id, warnings, output } = made;
	if (!read.flag(fields, 'simplify', true) || id === '') return { id, warnings, output };
	return {
		id,
		warnings,
		output: {
			...Object.fromEntries(SHOWN.map((name) => [name, output[name]])),
			signature: textOf(found.block),
			foundIn: `${found.agreeing} of ${found.looked} mails`,
			...(learning.font ? { font: learning.font } : {}),
			warnings,
		},
	};
}

/** Of the draft; it has no recipients, and is found by its id. */
const SHOWN = ['subject', 'folder', 'openLink', 'id', 'mailbox', 'createdDateTime'];
