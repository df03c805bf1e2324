// The first picture of README: from a form to a draft to Send, put together from what this build shows.
import type { Simulator } from '../../simulator/server.mts';
import type { Camera } from './camera.mts';
import { MAILBOX, openMessage } from './mailbox.mts';
import type { FormPictures } from './n8n.mts';

export async function takeHero(camera: Camera, simulator: Simulator, { form, workflow }: FormPictures): Promise<void> {
	const draft = simulator.store.messages(MAILBOX).find(({ isDraft }) => isDraft);
	if (!draft) throw new Error(`The form was sent in, but no draft is in ${MAILBOX}.`);
	const mailbox = await openMessage(camera, simulator, draft.id, { width: 800, height: 590 });
	// The list of one message would take the room of the message itself.
	await mailbox.addStyleTag({
		content:
			'.list, .top nav, #reset { display: none } .panes { grid-template-columns: 190px minmax(0, 1fr) !important }',
	});
	await mailbox.waitForTimeout(600);
	const read = await mailbox.screenshot({ animations: 'disabled' });
	await mailbox.context().close();

	const page = await camera.open({ viewport: { width: 1200, height: 640 } });
	await page.setContent(document(form, workflow, read));
	await page.waitForTimeout(300);
	await camera.take('form-draft-send', page);
	await page.context().close();
}

const shot = (png: Buffer) => `<img src="data:image/png;base64,${png.toString('base64')}">`;

const document = (form: Buffer, workflow: Buffer, read: Buffer): string => `<!doctype html><style>
* { box-sizing: border-box; margin: 0 }
body { width: 1200px; height: 640px; padding: 16px; background: #f4f6fa; color: #1b2a41;
	font: 600 19px/1.3 system-ui, "DejaVu Sans", sans-serif; display: grid; grid-template-columns: 352px 44px 1fr;
	grid-template-rows: auto 1fr auto auto 1fr }
h2 { font: inherit; padding-bottom: 8px }
h2 b { display: inline-block; width: 28px; height: 28px; line-height: 28px; margin-right: 8px; border-radius: 50%; background: #0f6cbd; color: #fff;
	text-align: center; font-size: 16px }
figure { border: 1px solid #c9d2e0; border-radius: 10px; background: #fff; overflow: hidden; box-shadow: 0 2px 8px #1b2a4120; display: grid; place-items: center }
img { width: 100%; height: 100%; object-fit: contain; display: block }
.form img { object-fit: cover; object-position: top }
.workflow { background: #f5f5f5 }
.workflow img { padding: 10px 24px }
.read { grid-column: 3; grid-row: 2 / 6 }
.read img { object-fit: contain; object-position: left top }
.last { grid-column: 3; grid-row: 1 }
.arrow { grid-column: 2; grid-row: 2 / 6; align-self: center; text-align: center; font-size: 38px; color: #0f6cbd }
.second { padding-top: 14px }
</style>
<h2 style="grid-area: 1 / 1"><b>1</b>Someone fills in a form</h2>
<figure class="form" style="grid-area: 2 / 1 / 4 / 2; height: 330px">${shot(form)}</figure>
<h2 class="second" style="grid-area: 4 / 1"><b>2</b>The workflow makes a draft</h2>
<figure class="workflow" style="grid-area: 5 / 1">${shot(workflow)}</figure>
<div class="arrow">&#10140;</div>
<h2 class="last"><b>3</b>A person checks it and presses Send</h2>
<figure class="read">${shot(read)}</figure>`;
