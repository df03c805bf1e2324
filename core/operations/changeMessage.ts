export { getMessage as readMessage } from '../messages/get';
export { patchMessage as changeMessage } from '../messages/patch';
