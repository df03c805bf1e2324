import { GraphError } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import { TENANT } from '../seed.mts';
import type { MailTips, Mailbox } from '../types.mts';

/** RECALL: Exchange's limit */
const MOST_RECIPIENTS = 100;
/** Bytes; the standard of Exchange Online is 36 MB. RECALL */
const MAX_MESSAGE = 37_748_736;

type Tip = (recipient: Mailbox | undefined, address: string) => Record<string, unknown>;

const tipsOf = (recipient: Mailbox | undefined): MailTips => recipient?.mailTips ?? {};

const isInternal = (recipient: Mailbox | undefined, address: string): boolean =>
	recipient !== undefined || TENANT.domains.includes(address.split('@')[1]?.toLowerCase() ?? '');

/** Members by option. DOC user-getmailtips, resources/mailtips; an empty message where there is no automatic reply: its sample */
const tips: Record<string, Tip> = {
	automaticreplies: (recipient) => ({ automaticReplies: tipsOf(recipient).automaticReplies ?? { message: '' } }),
	mailboxfullstatus: (recipient) => ({ mailboxFull: tipsOf(recipient).mailboxFull ?? false }),
	custommailtip: (recipient) => ({ customMailTip: tipsOf(recipient).customMailTip ?? '' }),
	externalmembercount: (recipient) => ({ externalMemberCount: tipsOf(recipient).externalMemberCount ?? 0 }),
	totalmembercount: (recipient) => ({ totalMemberCount: tipsOf(recipient).totalMemberCount ?? 0 }),
	maxmessagesize: (recipient) => ({ maxMessageSize: tipsOf(recipient).maxMessageSize ?? MAX_MESSAGE }),
	deliveryrestriction: (recipient) => ({ deliveryRestricted: tipsOf(recipient).deliveryRestricted ?? false }),
	moderationstatus: (recipient) => ({ isModerated: tipsOf(recipient).isModerated ?? false }),
	recipientscope: (recipient, address) => ({
		recipientScope: isInternal(recipient, address) ? 'internal' : 'external',
	}),
	recipientsuggestions: () => ({ recipientSuggestions: [] }),
};

/** An address of the tenant that is nobody's has an error in place of tips. DOC resources/mailtips (error); its code INFERRED */
function tipOf(call: MailCall, address: string, wanted: string[]): Record<string, unknown> {
	const recipient = call.store.find(address);
	const emailAddress = { name: '', address };
	if (!recipient && isInternal(recipient, address))
		return { emailAddress, error: { code: 'ErrorInvalidRecipients', message: 'At least one recipient is not valid.' } };
	return Object.assign({ emailAddress }, ...wanted.map((option) => tips[option](recipient, address))) as Record<
		string,
		unknown
	>;
}

function mailTips(call: MailCall): GraphAnswer {
	// OBS a switch of this project: an account of people whom Exchange gives no tips
	if (call.switches.mailTips === 'refused')
		throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
	requireJson(call);
	const reader = new MessageReader(call.switches);
	const json = reader.action(reader.parse(call.body), 'getMailTips', ['EmailAddresses', 'MailTipsOptions']);
	const wanted = (reader.optionalText(json.MailTipsOptions) ?? '')
		.split(',')
		.map((option) => option.trim().toLowerCase())
		.filter((option) => option !== '');
	const { EmailAddresses: addresses } = json;
	const isUsable = Array.isArray(addresses) && wanted.every((option) => Object.hasOwn(tips, option));
	if (!isUsable || addresses.length === 0 || addresses.length > MOST_RECIPIENTS)
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	return {
		status: 200,
		json: {
			'@odata.context': `${call.origin}/v1.0/$metadata#Collection(microsoft.graph.mailTips)`,
			value: addresses.map((address) => tipOf(call, reader.text(address), wanted)),
		},
	};
}

export const mailTipsRoutes: Route[] = [{ method: 'POST', path: 'getmailtips', run: mailTips }];
