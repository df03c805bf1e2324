import type { Account } from '../account';
import { DraftError } from '../errors';
import { minutesAhead } from '../graph/errors';
import type { Host, HttpResponse } from '../host';
import { wrong, type AccountCheck } from './accountChecks';
import { subjectOf } from './entraErrors';
import { signInFailed, signInUnreachable } from './refusals';

/** What Entra says of a tenant to everybody. */
export interface TenantLook {
	/** Why nothing more can be found out: no answer of Entra's, or a tenant of another cloud. */
	obstacle?: AccountCheck;
	/** Entra's refusal of the tenant. */
	refusal?: DraftError;
	/** By how many minutes this computer's clock is ahead, where that is too much. */
	minutes?: number | undefined;
}

export const loginHostOf = ({ loginUrl }: Account) => new URL(loginUrl).host;

/** Entra's description of a tenant (OpenID Connect Discovery). The request holds nothing of the account but the tenant. */
export async function lookAtTenant(host: Host, account: Account, timeout: number): Promise<TenantLook> {
	const url = `${account.loginUrl}/${encodeURIComponent(account.tenant)}/v2.0/.well-known/openid-configuration`;
	const answer = await host
		.upload({ method: 'GET', url, headers: { Accept: 'application/json' }, timeout })
		.catch((reason: unknown) =>
			reason instanceof DraftError ? reason : signInUnreachable(reason, { host: loginHostOf(account) }),
		);
	if (answer instanceof DraftError) return { obstacle: wrong('connection', answer.message, answer.cause.hint ?? '') };
	return { minutes: minutesAhead(answer, host.now()), ...read(answer, account) };
}

function read(answer: HttpResponse, account: Account): TenantLook {
	const said = asObject(answer.body);
	if (!said) return { obstacle: notEntra(answer) };
	if (typeof said.token_endpoint === 'string') return otherCloud(account, said.msgraph_host);
	const refusal = signInFailed(answer.body);
	if (subjectOf(refusal.code) !== undefined) return { refusal };
	return {
		obstacle: wrong(
			'connection',
			`Microsoft's sign-in does not work at the moment (status ${answer.status}).`,
			'Try again later. If it stays so, check the cloud and the sign-in address of the account.',
		),
	};
}

/**
 * Entra names the Graph of the cloud that a tenant is in (`msgraph_host`; OBS panva/wellknown, 2024). Custom addresses
 * may stand for any.
 */
function otherCloud({ graphUrl, tenant }: Account, named: unknown): TenantLook {
	const isCloud = (name: string) => /(^|\.)(graph\.microsoft\.(com|us)|microsoftgraph\.chinacloudapi\.cn)$/.test(name);
	// Both clouds of the US government are described by one name (INFERRED).
	const plain = (name: string) => name.replace(/^dod-/, '');
	const own = plain(new URL(graphUrl).host);
	if (typeof named !== 'string' || !isCloud(own) || plain(named) === own) return {};
	return {
		obstacle: wrong(
			'cloud',
			`The tenant "${tenant}" is in another cloud of Microsoft: its Graph is ${named}.`,
			'Choose that cloud in the account, and use an app registration of it.',
		),
	};
}

function notEntra({ status, body }: HttpResponse): AccountCheck {
	const title = /<title[^>]*>([^<]{1,80})/i.exec(body)?.[1]?.trim() ?? '';
	return wrong(
		'connection',
		`The answer did not come from Microsoft's sign-in (status ${status}).${title === '' ? '' : ` It is a page with the title "${title}".`}`,
		'A proxy or firewall probably answers in between: have the address excepted there, and check the cloud ' +
			'and the sign-in address of the account.',
	);
}

function asObject(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}
