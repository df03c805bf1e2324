/** Words by which someone looks for the nodes in the palette, which searches this text and the type. */
const ALL = 'mail, e-mail, email, Microsoft 365, Office 365, Exchange, message, reply, approval';
const WORDS = {
	'outlook-draft': `outlook draft, ${ALL}`,
	'outlook-watch': `outlook watch, ${ALL}, trigger, inbox, arrives, sent`,
};

const setWords = (type: keyof typeof WORDS) =>
	document.querySelector(`[data-palette-type="${type}"]`)?.setAttribute('data-palette-label', WORDS[type]);

/** Called when the palette shows the node. */
export const nameForSearch = (): void => void setWords('outlook-draft');
export const watchForSearch = (): void => void setWords('outlook-watch');
