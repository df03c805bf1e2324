// Installs what the host tests take from the cache, so that .ci/run can do so while other tests run.
import { ensureN8n } from './n8n.mts';

await ensureN8n();
