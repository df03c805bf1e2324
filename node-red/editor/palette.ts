/** Words by which someone looks for the node in the palette, which searches this text and the type. */
const WORDS = 'outlook draft, mail, e-mail, email, Microsoft 365, Office 365, Exchange, message, reply, approval';

/** Called when the palette shows the node. */
export function nameForSearch(): void {
	document.querySelector('[data-palette-type="outlook-draft"]')?.setAttribute('data-palette-label', WORDS);
}
