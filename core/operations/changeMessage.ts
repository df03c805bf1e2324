export { getMessage as readMessage, propertyOf } from '../messages/get';
export { patchMessage as changeMessage } from '../messages/patch';
