// node-red-dev asks the flow library's catalogue and the npm registry over its own axios. Neither may decide over our gates:
// the catalogue is empty here, and of the registry only Node-RED's own document is needed.
const axios = require(require.resolve('axios', { paths: [require.resolve('node-red-dev/package.json')] }));
const { version, engines } = require('node-red/package.json');

axios.get = async (url) => {
	if (url.includes('catalogue')) return { data: { modules: [] } };
	if (url.endsWith('/node-red'))
		return { data: { 'dist-tags': { latest: version }, versions: { [version]: { engines } } } };
	throw new Error(`The scorecard asked for something else: ${url}`);
};
