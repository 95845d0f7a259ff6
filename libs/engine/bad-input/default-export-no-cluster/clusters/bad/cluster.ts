export default { name: 'bad', kubernetes: '1.35' };
