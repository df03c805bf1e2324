/** In the order of their numbers in PidTagSensitivity (MS-OXCMSG 2.2.1.13); saved in workflows. */
export const SENSITIVITIES = ['normal', 'personal', 'private', 'confidential'] as const;

/** Graph's message has no member for it: it is the extended property of PidTagSensitivity. */
export const SENSITIVITY_ID = 'Integer 0x0036';

export function sensitivityProperty(sensitivity: (typeof SENSITIVITIES)[number]): { id: string; value: string } {
	return { id: SENSITIVITY_ID, value: String(SENSITIVITIES.indexOf(sensitivity)) };
}
