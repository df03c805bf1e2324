/** How the text in `body` is meant; saved in workflows. Apart from body.ts, so that the editors load no Markdown. */
export const BODY_TYPES = ['auto', 'html', 'markdown', 'text', 'textAsHtml'] as const;
export type BodyType = (typeof BODY_TYPES)[number];
