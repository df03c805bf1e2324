import type { NodeApi } from '../types';
import type { Obstacle } from './store';

/** What the dialog warns of; each has a text of that name. */
export type Warning = 'noAdminAuth' | 'secretGenerated' | 'secretOff' | 'canSend' | `store.${Obstacle}`;

/** What in this Node-RED's settings file leaves an account open to others. */
export function settingsWarnings({ settings }: NodeApi): Warning[] {
	const warnings: Warning[] = [];
	if (!settings.adminAuth) warnings.push('noAdminAuth');
	// Each project has a secret of its own, which is not among the settings.
	if (settings.editorTheme?.projects?.enabled === true) return warnings;
	if (settings.credentialSecret === false) warnings.push('secretOff');
	else if (!settings.credentialSecret) warnings.push('secretGenerated');
	return warnings;
}
