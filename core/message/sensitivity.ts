import { SENSITIVITIES } from '../fields/choices';

/** Graph's message has no member for it: it is the extended property of PidTagSensitivity. */
export const SENSITIVITY_ID = 'Integer 0x0036';

export function sensitivityProperty(sensitivity: (typeof SENSITIVITIES)[number]): { id: string; value: string } {
	return { id: SENSITIVITY_ID, value: String(SENSITIVITIES.indexOf(sensitivity)) };
}
