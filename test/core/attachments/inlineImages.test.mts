import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { toItemBody } from '../../../core/message/body';
import { withInlineImages } from '../../../core/attachments/inlineImages';
import type { AttachedFile } from '../../../core/attachments/file';
import { attachmentBench, type Bench } from '../../support/attachments.mts';
import { textFile } from '../../support/files.mts';

const image = (name: string, about: Partial<AttachedFile> = {}) =>
	textFile(name, `content of ${name}`, { contentType: 'image/png', ...about });
const html = (content: string) => ({ body: { contentType: 'html' as const, content } });
const apply = (content: string, files: AttachedFile[], dataImages = false) => {
	const { message, files: all, warnings } = withInlineImages(html(content), files, dataImages);
	return {
		content: message.body!.content!,
		files: all.map(({ name, contentId, isInline }) => ({ name, contentId, isInline: isInline === true })),
		warnings,
	};
};
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('n8n#24333: two images, one of them shown: only that one is inline', () => {
	expect(apply('<img src="cid:logo.png">', [image('logo.png'), image('photo.png')])).toEqual({
		content: '<img src="cid:logo.png">',
		files: [
			{ name: 'logo.png', contentId: 'logo.png', isInline: true },
			{ name: 'photo.png', contentId: undefined, isInline: false },
		],
		warnings: [],
	});
});

test('office-js#5552: two images, two content ids', () => {
	const { files } = apply('<img src="cid:a"><img src="cid:b">', [
		image('1.png', { contentId: 'b' }),
		image('2.png', { contentId: 'a' }),
	]);
	expect(files).toEqual([
		{ name: '1.png', contentId: 'b', isInline: true },
		{ name: '2.png', contentId: 'a', isInline: true },
	]);
});

test.each([
	['content id', image('x.png', { contentId: 'logo' }), '<img src="cid:logo">'],
	['file name', image('logo.png'), '<img src="cid:logo.png">'],
	['binary field', image('x.png', { field: 'data' }), '<img src="cid:data">'],
	['any letter case', image('Logo.PNG'), '<img src="cid:logo.png">'],
	['single quotes', image('logo.png'), "<img alt='' src='cid:logo.png' >"],
	['no quotes', image('logo.png'), '<img src=cid:logo.png>'],
	['capital letters', image('logo.png'), '<IMG SRC="CID:logo.png">'],
	['a style', image('logo.png'), '<td style="background: url(cid:logo.png) no-repeat">'],
	['a style with quotes', image('logo.png'), '<td style="background: url(&quot;cid:logo.png&quot;)">'],
	['a style sheet', image('logo.png'), "<style>td { background: url('cid:logo.png') }</style>"],
	['a background', image('logo.png'), '<table background="cid:logo.png">'],
	['VML', image('logo.png'), '<!--[if mso]><v:imagedata src="cid:logo.png"/><![endif]-->'],
])('told by %s', (_name, file, content) => {
	const { files, warnings } = apply(content, [file]);
	expect(files[0].isInline).toBe(true);
	expect(content).toContain(`:${files[0].contentId}`);
	expect(warnings).toEqual([]);
});

test.each([
	['blanks', 'my logo.png', '<img src="cid:my logo.png">'],
	['blanks, encoded', 'my logo.png', '<img src="cid:my%20logo.png">'],
	['umlauts', 'Über.png', '<img src="cid:Über.png">'],
	['an ampersand', 'a&b.png', '<img src="cid:a&amp;b.png">'],
])('a reference with %s is replaced by a content id that is safe anywhere', (_name, name, content) => {
	const { files, content: changed, warnings } = apply(content, [image(name)]);
	expect(files[0]).toMatchObject({ name, isInline: true, contentId: expect.stringMatching(/^[\w.]+$/) });
	expect(changed).toBe(`<img src="cid:${files[0].contentId}">`);
	expect(warnings).toEqual([]);
	// The same in every run.
	expect(apply(content, [image(name)]).content).toBe(changed);
});

test('one file that is shown by two references', () => {
	const { files, content } = apply('<img src="cid:data"><img src="cid:logo.png">', [
		image('logo.png', { field: 'data' }),
	]);
	expect(files).toEqual([{ name: 'logo.png', contentId: 'data', isInline: true }]);
	expect(content).toBe('<img src="cid:data"><img src="cid:data">');
});

// F21: text that only speaks of an image, and styles that are text.
test.each([
	['a style as text', toItemBody('textAsHtml', 'background:url(cid:logo.png)')!.content],
	['a tag as text', toItemBody('textAsHtml', '<img src="cid:logo.png">')!.content],
	['code in Markdown', toItemBody('markdown', '`<img src="cid:logo.png">`')!.content],
	['words between tags', '<p>url(cid:logo.png) and src="cid:logo.png"</p>'],
	['a comment', '<!-- <img src="cid:logo.png"> -->'],
	['a link', '<a href="cid:logo.png">logo</a>'],
	['another attribute', '<p title="cid:logo.png">x</p>'],
])('%s shows nothing: the file is an ordinary one', (_name, content) => {
	expect(apply(content, [image('logo.png')])).toEqual({
		content,
		files: [{ name: 'logo.png', contentId: undefined, isInline: false }],
		warnings: [],
	});
});

// F26: other places where HTML shows images.
test.each([
	['srcset', (address: string) => `<img srcset="${address} 1x, https://contoso.com/b.png 2x">`],
	['the second of srcset', (address: string) => `<source srcset="https://contoso.com/a.png 1x,${address} 2x">`],
	['srcset with widths', (address: string) => `<img srcset="${address} 480w">`],
	['poster', (address: string) => `<video poster="${address}"></video>`],
	['background', (address: string) => `<td background="${address}">x</td>`],
	['a style sheet', (address: string) => `<style>.a { background: url("${address}") }</style>`],
	['a drawing', (address: string) => `<svg><image xlink:href="${address}"/></svg>`],
])('%s shows images by cid: and as data:', (_name, html) => {
	expect(apply(html('cid:logo.png'), [image('logo.png')]).files).toEqual([
		{ name: 'logo.png', contentId: 'logo.png', isInline: true },
	]);
	const data = html(`data:image/png;base64,${PIXEL}`);
	const { content, files, warnings } = apply(data, [], true);
	expect(files).toEqual([{ name: 'image1.png', contentId: expect.any(String), isInline: true }]);
	expect(content).toBe(html(`cid:${files[0].contentId}`));
	expect(warnings).toEqual([]);
	expect(apply(data, []).warnings).toEqual([expect.stringContaining('Turn on Inline Images')]);
});

// Peers 15: where it cannot be done, it is not advised.
test.each([
	['the alphabet for URLs', `<img src="data:image/png;base64,${PIXEL.replaceAll('+', '-').replaceAll('/', '_')}">`, 1],
	['no quotes and a slash', `<img src=data:image/png;base64,${PIXEL}/>`, 1],
	['an image of no stated kind', `<img src="data:;base64,${PIXEL}">`, 1],
	['a general kind', `<img src="data:application/octet-stream;base64,${PIXEL}">`, 1],
	['damaged', '<img src="data:image/png;base64,iVBORw0KGgo*">', 0],
	['padding in the middle', '<img src="data:image/png;base64,iVBO=Rw0KGgo">', 0],
	['nothing', '<img src="data:image/png;base64,">', 0],
])('images as data: with Inline Images on: %s', (_name, content, attached) => {
	const { files, warnings } = apply(content, [], true);
	expect(files).toHaveLength(attached);
	expect(warnings).toEqual(attached === 1 ? [] : [expect.stringContaining('cannot be read')]);
	expect(warnings.join()).not.toContain('Turn on');
});

test('references without a file and inline files that nothing shows are said', () => {
	const { files, warnings } = apply('<img src="cid:logo"><img src="cid:logo">', [
		image('photo.png', { contentId: 'photo', isInline: true }),
	]);
	expect(warnings).toEqual([
		'The body shows an image "cid:logo", but no attachment has this content ID, name or field.',
		'The body does not show the inline image "photo.png", so it is attached as an ordinary file.',
	]);
	expect(files[0].isInline).toBe(false);
});

test('references of attachments that a message given as JSON brings itself are known', () => {
	const message = { ...html('<img src="cid:own">'), attachments: [{ contentId: 'own' }] };
	expect(withInlineImages(message as never, [], false).warnings).toEqual([]);
});

test('a plain text body shows nothing', () => {
	const { files } = withInlineImages(
		{ body: { contentType: 'text', content: 'cid:logo.png' } },
		[image('logo.png')],
		true,
	);
	expect(files[0].isInline).toBeUndefined();
});

describe('images written into the html as data:', () => {
	test('become inline files, the same image once', () => {
		const { content, files, warnings } = apply(
			`<img src="data:image/png;base64,${PIXEL}"><p style="background:url(data:image/gif;base64,R0lGODlh)"><img src="data:image/png;base64,${PIXEL}">`,
			[],
			true,
		);
		expect(files).toEqual([
			{ name: 'image1.png', contentId: expect.any(String), isInline: true },
			{ name: 'image2.gif', contentId: expect.any(String), isInline: true },
		]);
		expect(content).toBe(
			`<img src="cid:${files[0].contentId}"><p style="background:url(cid:${files[1].contentId})"><img src="cid:${files[0].contentId}">`,
		);
		expect(warnings).toEqual([]);
	});

	test('stay as they are without the option, which is said', () => {
		const { content, files, warnings } = apply(`<img src="data:image/png;base64,${PIXEL}">`, []);
		expect(files).toEqual([]);
		expect(content).toContain(PIXEL);
		expect(warnings).toEqual([expect.stringContaining('an image as data:')]);
	});

	test.each(['data:text/html,x', 'data:image/png;base64,***', 'data:image/png;base64,', 'data:,'])(
		'what is no image stays: %s',
		(address) => {
			expect(apply(`<a href="${address}">`, [], true)).toMatchObject({ content: `<a href="${address}">`, files: [] });
		},
	);

	test('svg as text, line breaks in base64', () => {
		const { files } = apply(
			`<img src="data:image/svg+xml;utf8,%3Csvg/%3E"><img src="data:image/png;base64,${PIXEL.slice(0, 20)}\n ${PIXEL.slice(20)}">`,
			[],
			true,
		);
		expect(files.map(({ name }) => name)).toEqual(['image1.svg', 'image2.png']);
	});
});

test('a body of 4 MB that is not closed anywhere is read in one go', () => {
	const body =
		'<img src="cid:'.repeat(150_000) + '<a \'"'.repeat(200_000) + ' src = '.repeat(100_000) + 'url( '.repeat(100_000);
	expect(apply(body, [], true).files).toEqual([]);
});

describe('in a draft', () => {
	let simulator: Simulator;
	let bench: Bench;
	beforeAll(async () => {
		simulator = await startSimulator();
	});
	afterAll(async () => await simulator.close());
	beforeEach(() => {
		simulator.reset();
		bench = attachmentBench(simulator);
	});

	test('an inline image and an ordinary file', async () => {
		await bench.run('draft:create', {
			body: '<img src="cid:logo.png">',
			bodyType: 'html',
			attachments: [image('logo.png'), textFile('a.txt', 'a')],
		});
		const draft = bench.drafts().at(-1)!;
		expect(draft.attachments).toMatchObject([
			{ name: 'logo.png', isInline: true, contentId: 'logo.png' },
			{ name: 'a.txt', isInline: false },
		]);
		expect(draft.body.content).toContain('cid:logo.png');
	});

	test('data: images with a key: an update keeps showing them, and attaches new ones', async () => {
		const fields = (body: string) => ({
			body,
			inlineImages: true,
			duplicates: 'key',
			draftKey: 'k',
			onExisting: 'update',
		});
		await bench.run('draft:create', fields(`<img src="data:image/png;base64,${PIXEL}">`));
		await bench.run(
			'draft:create',
			fields(`<p>new</p><img src="data:image/png;base64,${PIXEL}"><img src="data:image/gif;base64,R0lGODlh">`),
		);
		const { attachments, body } = bench.drafts().at(-1)!;
		expect(attachments.map(({ name }) => name)).toEqual(['image1.png', 'image2.gif']);
		for (const { contentId } of attachments) expect(body.content).toContain(`cid:${contentId}`);
	});

	test('added to a draft whose body shows it', async () => {
		const { id } = await bench.run('draft:create', { body: '<img src="cid:data">' });
		await bench.run('attachment:add', { draftId: id, attachments: [image('logo.png', { field: 'data' })] });
		expect(bench.drafts().at(-1)!.attachments).toMatchObject([{ name: 'logo.png', isInline: true, contentId: 'data' }]);
	});
});
