import { checkMailbox, type Account } from '../../account';
import { DraftError, LOCAL_CODES, toDraftError } from '../../errors';
import { read } from '../../fields/read';
import type { Graph } from '../../graph/client';
import { isGranted, neededPermissions } from '../../graph/permissions';
import type { FreshToken, SignInAccess } from '../../host';
import { probeMailbox } from '../../lists/probeMailbox';
import {
	asOption,
	found,
	lacking,
	markOf,
	notLookedAt,
	reportOf,
	wrong,
	type AccountCheck,
	type AccountReport,
} from '../../signIn/accountChecks';
import { lookAtSignIn } from '../../signIn/lookAtSignIn';
import { grantedBy, mayAlsoSend } from '../../signIn/tokenClaims';
import type { Context, OperationResult, OperationRow } from '../operation';

export const operation: OperationRow = {
	permission: 'Mail.Read',
	sends: false,
	deletes: false,
	reportsLimits: true,
	doneOnce: false,
	perform: checkAccountOperation,
};

/** account:check: what works with the account. Reports; fails only where it was asked to. */
async function checkAccountOperation({ graph, account, mailbox, fields }: Context): Promise<OperationResult> {
	const report = await checkAccount(graph, account, mailbox);
	const bad = report.checks.filter((check) => markOf(check) === 'wrong');
	if (bad.length > 0 && read.flag(fields, 'failIfWrong', false)) throw failure(bad);
	const warnings = report.checks
		.filter((check) => markOf(check) === 'warning')
		.map(({ detail, fix }) => `${detail} ${fix}`.trim());
	return { id: '', output: { ...report, checks: report.checks.map(withoutEmptyFix) }, warnings };
}

/** In a table of results, an empty value would look like something that is missing. */
function withoutEmptyFix({ fix, ...line }: AccountCheck): Partial<AccountCheck> {
	return fix === '' ? line : { ...line, fix };
}

/** Looks at one thing after the other, each with the request that shows it, and never rejects for a wrong account. */
export async function checkAccount(graph: Graph, account: Account, mailbox: string): Promise<AccountReport> {
	const { signIn } = graph.host;
	if (!signIn) throw new DraftError(LOCAL_CODES.account, 'This host cannot be asked how the account signs in.');
	const { lines, token } = await lookAtSignIn(graph.host, account, signIn, graph.timeout);
	const tried = mailboxToTry(account, mailbox);
	const ofMailbox = token ? await lookAtMailbox(graph, account, tried, token) : notLookedAt('mailbox', NOT_REACHED);
	return reportOf(
		[...lines, ...permissionLines(account, signIn, token, ofMailbox), sendingLine(account, token), ofMailbox],
		signIn.request,
	);
}

/** The refusal for a report that somebody wanted to fail. */
function failure(bad: AccountCheck[]): DraftError {
	const [first] = bad;
	return new DraftError(LOCAL_CODES.account, first!.detail, {
		hint: [first!.fix, ...bad.slice(1).map(({ detail, fix }) => `${detail} ${fix}`)].join(' ').trim(),
	});
}

const NOT_REACHED = 'not looked at, since there is no token.';

/** Where the own mailbox is none, or not allowed, the first that the account may use is tried; undefined: nobody has named one. */
function mailboxToTry({ signIn, limits: { allowedMailboxes } }: Account, mailbox: string): string | undefined {
	const isOwnFine = signIn === 'delegated' && (allowedMailboxes.length === 0 || allowedMailboxes.includes('me'));
	return mailbox !== 'me' || isOwnFine ? mailbox : allowedMailboxes.find((one) => one !== 'me');
}

/** The permissions of the token, or undefined where it does not tell. */
const grantedTo = (token: FreshToken | undefined) => token && grantedBy(token.token, token.scope ?? '');

function permissionLines(
	{ signIn }: Account,
	{ asksFor }: SignInAccess,
	token: FreshToken | undefined,
	ofMailbox: AccountCheck,
): AccountCheck[] {
	const granted = grantedTo(token);
	return neededPermissions(signIn, asksFor).map(({ name, purpose, optional }) => {
		const line = permissionLine({ name, purpose, signIn, granted, isReached: token !== undefined });
		if (line.state !== 'missing') return line;
		// Exchange may have granted single mailboxes, of which the token says nothing.
		if (!optional && signIn === 'application' && ofMailbox.state === 'ok')
			return found(line.check, `${name} is granted by Exchange for this mailbox (RBAC for Applications).`);
		return optional ? asOption(line) : line;
	});
}

interface Permission {
	name: string;
	purpose: string;
	signIn: Account['signIn'];
	granted: string[] | undefined;
	isReached: boolean;
}

function permissionLine({ name, purpose, signIn, granted, isReached }: Permission): AccountCheck {
	const check = `permission ${name}`;
	if (!isReached) return notLookedAt(check, NOT_REACHED);
	if (!granted) return notLookedAt(check, 'the token does not say whether it is granted.');
	if (isGranted(name, granted)) return found(check, `${name} is granted: ${purpose}.`);
	return lacking(
		check,
		`${name} is not granted. It is needed ${purpose.replace(' (optional)', '')}.`,
		signIn === 'application'
			? `Add it under API permissions → Microsoft Graph → Application permissions (not Delegated) and press "Grant admin consent" there.`
			: 'Add it under API permissions → Microsoft Graph → Delegated permissions (not Application), then sign in again and accept.',
	);
}

function sendingLine({ signIn, limits: { allowSending } }: Account, token: FreshToken | undefined): AccountCheck {
	const granted = grantedTo(token);
	if (!granted) {
		return allowSending
			? notLookedAt('sending', token ? 'the token does not say whether it is allowed.' : NOT_REACHED)
			: found('sending', 'Nothing is sent: Allow Sending is off.');
	}
	const maySend = mayAlsoSend(granted);
	if (allowSending && maySend)
		return found('sending', 'Sending is possible: Allow Sending is on, Mail.Send is granted.');
	if (allowSending)
		return lacking(
			'sending',
			'Allow Sending is on, but Mail.Send is not granted, so nothing can be sent.',
			signIn === 'application'
				? 'Add the application permission Mail.Send and press "Grant admin consent", or switch Allow Sending off.'
				: 'Sign in again and accept: only then Mail.Send is asked for. Or switch Allow Sending off.',
		);
	if (!maySend) return found('sending', 'Nothing can be sent: Allow Sending is off, and Mail.Send is not granted.');
	return asOption(
		wrong(
			'sending',
			'The token can also send mail, although Allow Sending is off.',
			'Take Mail.Send away from the app registration and its consent, or switch Allow Sending on.',
		),
	);
}

async function lookAtMailbox(
	graph: Graph,
	account: Account,
	mailbox: string | undefined,
	token: FreshToken,
): Promise<AccountCheck> {
	if (mailbox === undefined)
		return notLookedAt(
			'mailbox',
			'not tried, since an application has none of its own.',
			'Enter the address of one to have it tried.',
		);
	const shown = mailbox === 'me' ? 'Your mailbox' : `The mailbox "${mailbox}"`;
	return await Promise.resolve()
		.then(() => checkMailbox(account, mailbox))
		.then(async () => await probeMailbox(graph, account, mailbox))
		.then(() => found('mailbox', `${shown} can be used.`))
		.catch((thrown: unknown) => {
			const refusal = toDraftError(thrown);
			if (refusal.code === LOCAL_CODES.cancelled) throw refusal;
			return (
				keptOut(account, shown, refusal, grantedTo(token)) ??
				wrong('mailbox', refusal.message, refusal.cause.hint ?? '')
			);
		});
}

/**
 * Graph's refusal is the same for a missing permission and for a mailbox that Exchange keeps the account out of; the
 * token tells them apart.
 */
function keptOut(
	{ signIn }: Account,
	shown: string,
	{ code }: DraftError,
	granted: string[] | undefined,
): AccountCheck | undefined {
	const isAllowed = granted?.some((name) => /^Mail\.ReadWrite(\.Shared)?$/i.test(name)) ?? false;
	if (code !== 'ErrorAccessDenied' || !isAllowed) return undefined;
	return signIn === 'application'
		? wrong(
				'mailbox',
				`${shown} cannot be used, although Mail.ReadWrite is granted: an application access policy or RBAC ` +
					'for Applications in Exchange keeps the application out of it.',
				'Ask an Exchange administrator to include this mailbox. Such a change takes up to two hours.',
			)
		: wrong(
				'mailbox',
				`${shown} cannot be used: the person has no rights on it, or Mail.ReadWrite.Shared is not granted.`,
				'Ask an Exchange administrator for Full Access to it, which takes up to an hour, and sign in again with Use Other Mailboxes on.',
			);
}
