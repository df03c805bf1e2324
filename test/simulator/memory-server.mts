// A simulator in a process of its own, for upload-memory.test.mts: tells its address and token, then its memory whenever asked.
import { startSimulator } from '../../simulator/server.mts';

// The file and the JSON around it are more than the 150 MB that five minutes allow.
const simulator = await startSimulator({ switches: { uploadBytesPerFiveMinutes: 1024 * 1024 * 1024 } });
process.send?.({ url: simulator.url, token: simulator.issueToken({ kind: 'delegated' }) });
process.on('message', () => {
	process.send?.({
		rss: process.memoryUsage().rss,
		stored: simulator.store.messages('megan.bowen@contoso.com')[0]?.attachments[0]?.size ?? 0,
	});
});
process.on('disconnect', () => process.exit(0));
