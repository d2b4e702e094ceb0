/**
 * The layers of the house, low to high, and who may import whom. Run by `npm run layers`, which also fails on every source file that
 * none of the `layers` below covers; tests/unit/build/layers.test.ts plants one violation of each rule and sees it caught.
 */

/** Tiers of the core: a file imports lower tiers and its own folder only. Names on one line are neighbours, closed to each other. */
const tiers = [['kernel'], ['vault'], ['database'], ['access', 'changes'], ['derived'], ['domain'], ['operations'], ['jobs'], ['app']];

/** Every source file must lie in one of these. A new place in the tree is a decision: add it here, with the rules it lives by. */
const layers = [
  '^shared/(kernel|contract|modules|i18n)/',
  `^src-main/core/(${tiers.flat().join('|')})/`,
  '^src-main/hosts/(electron|loopback|node|common)/',
  '^src-main/hosts/core-process\\.ts$',
  '^src-renderer/(app|lib|ui)/',
  '^src-renderer/features/[^/]+/',
  '^migrations/',
  '^build/',
  '^tests/(unit|renderer|contract|hosts|property|reliability|security|migrations|i18n|e2e|bench|support)/',
];

/** Libraries that one place wraps, so that replacing one is a change in one place. The left side is the name of the package. */
const owners = {
  'better-sqlite3': '^src-main/core/database/',
  'libsodium-wrappers-sumo': '^src-main/core/(kernel/sodium\\.ts|vault/)',
  'libphonenumber-js': '^shared/kernel/phone\\.ts',
  'lunar-typescript': '^(shared|src-main/core)/kernel/lunar\\.ts',
  'pinyin-pro': '^(shared|src-main/core)/kernel/pinyin\\.ts',
  'csv-parse': '^src-main/core/operations/transfer/',
  'csv-stringify': '^src-main/core/operations/transfer/',
  'iconv-lite': '^src-main/core/operations/transfer/',
  hucre: '^src-main/core/operations/transfer/',
  webdav: '^src-main/core/operations/backup/drivers/webdav\\.ts',
  s3mini: '^src-main/core/operations/backup/drivers/s3\\.ts',
  echarts: '^src-renderer/ui/',
  'ical.js': '^(shared/kernel/recurrence|src-main/core/operations/calendar/ical-file)\\.ts',
  qrcode: '^src-renderer/ui/',
};

const npm = (name) => `(^|/)node_modules/${name}/|^${name}(/|$)`;

const tierRules = tiers.flatMap((names, level) =>
  names.flatMap((name) => {
    const closed = tiers.flatMap((others, otherLevel) => (otherLevel < level ? [] : others.filter((other) => other !== name)));
    if (closed.length === 0) return [];
    return {
      name: `core-tier-${name}`,
      comment: `${name} may import lower tiers and itself only`,
      severity: 'error',
      from: { path: `^src-main/core/${name}/` },
      to: { path: `^src-main/core/(${closed.join('|')})/` },
    };
  }),
);

const ownerRules = Object.entries(owners).map(([library, owner]) => ({
  name: `owner-of-${library}`,
  comment: `only ${owner} wraps ${library}`,
  severity: 'error',
  from: { path: '^(shared|src-main|src-renderer)/', pathNot: owner },
  to: { path: npm(library) },
}));

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Low to high: a module builds on those before it, never on those behind it. A folder that is missing here may import none and be imported by none. */
const DOMAIN_ORDER = [
  'settings',
  'numbering',
  'customers',
  'products',
  'sales',
  'rates',
  'relations',
  'attachments',
  'follow-ups',
  'greetings',
  'tasks',
  'fields',
  'views',
  'bulk',
  'consents',
  'gifts',
  'segments',
  'lifecycle',
  'care',
  'visits',
  'people',
  'reminders',
];
const FEATURE_ORDER = [
  'common',
  'cadence',
  'jobs',
  'outputs',
  'hand-off',
  'session',
  'moving',
  'attachments',
  'tags',
  'relations',
  'follow-ups',
  'tasks',
  'reminders',
  'sales',
  'products',
  'fields',
  'grid',
  'segments',
  'greetings',
  'care',
  'visits',
  'views',
  'bulk',
  'consents',
  'gifts',
  'lifecycle',
  'calendar',
  'timeline',
  'backup',
  'today',
  'transfer',
  'privacy',
  'people',
  'customers',
  'print',
  'settings',
  'check-up',
  'help',
  'palette',
];

function orderRules(what, folder, order) {
  const each = order.map((name, i) =>
    forbid(
      `${what}-order-${name}`,
      `${name} builds on ${i === 0 ? 'nothing here' : order.slice(0, i).join(', ')}`,
      { path: `^${folder}/${name}/` },
      { path: `^${folder}/[^/]+/`, pathNot: `^${folder}/(${order.slice(0, i + 1).join('|')})/` },
    ),
  );
  const known = order.join('|');
  return [
    ...each,
    forbid(
      `${what}-order-unknown`,
      'give the folder its place in the order',
      { path: `^${folder}/(?!(${known})/)[^/]+/` },
      { path: `^${folder}/(${known})/` },
    ),
  ];
}

module.exports = {
  forbidden: [
    forbid('no-cycles', 'a cycle means that two files are really one', {}, { circular: true }),
    forbid(
      'resolvable',
      'an import that leads nowhere escapes every other rule',
      {},
      { couldNotResolve: true, pathNot: '^(electron$|vite/client)' },
    ),
    forbid(
      'shipped-code-imports-no-tests',
      'tests and build scripts are not part of the product',
      { path: '^(shared|src-main|src-renderer)/' },
      { path: '^(tests|build)/' },
    ),

    forbid(
      'shared-is-leaf',
      'shared is understood by both sides, so it knows neither',
      { path: '^shared/' },
      { path: '^(src-main|src-renderer|migrations)/' },
    ),
    forbid('shared-no-node', 'shared runs in a browser too', { path: '^shared/' }, { dependencyTypes: ['core'] }),
    forbid(
      'shared-kernel-is-lowest',
      'the kernel imports nothing of ours but itself',
      { path: '^shared/kernel/' },
      { path: '^shared/(?!kernel/)' },
    ),
    forbid(
      'shared-logic-knows-no-texts',
      'errors and results are codes; texts are found by code',
      { path: '^shared/(kernel|contract|modules)/' },
      { path: '^shared/i18n/' },
    ),
    forbid(
      'shared-modules-below-contract',
      'the contract is made of modules; only its vocabulary is below them',
      { path: '^shared/modules/' },
      { path: '^shared/contract/(?!(define|events)\\.ts$)' },
    ),

    forbid(
      'renderer-only-shared',
      'the window reaches the core through the contract alone',
      { path: '^src-renderer/' },
      { path: '^(src-main|migrations)/' },
    ),
    forbid('renderer-no-node', 'the window is sandboxed', { path: '^src-renderer/' }, { dependencyTypes: ['core'] }),
    forbid('renderer-lib-is-lowest', 'lib knows no screens', { path: '^src-renderer/lib/' }, { path: '^src-renderer/(ui|features|app)/' }),
    forbid(
      'ui-knows-no-features',
      'the design system is used by screens, never the other way round',
      { path: '^src-renderer/ui/' },
      { path: '^src-renderer/(features|app)/' },
    ),
    forbid(
      'ui-fetches-no-data',
      'ui components get their data as properties',
      { path: '^src-renderer/ui/' },
      { path: '^src-renderer/lib/(api|transport)[.-]' },
    ),
    forbid('features-below-app', 'the app puts features together', { path: '^src-renderer/features/' }, { path: '^src-renderer/app/' }),
    ...orderRules('features', 'src-renderer/features', FEATURE_ORDER),

    forbid(
      'electron-only-in-electron-host',
      'everything else runs without Electron',
      { path: '^(shared|src-main|src-renderer|build|migrations)/', pathNot: '^src-main/hosts/electron/' },
      { path: npm('electron') },
    ),
    forbid('core-knows-no-host', 'hosts are wiring around the core', { path: '^src-main/core/' }, { path: '^src-main/hosts/' }),
    forbid(
      'core-process-knows-no-host',
      'the core process runs under every host',
      { path: '^src-main/hosts/(core-process\\.ts$|common/)' },
      { path: '^src-main/hosts/(electron|loopback|node)/' },
    ),
    forbid(
      'electron-host-stands-alone',
      'what is packaged contains no other host',
      { path: '^src-main/hosts/electron/' },
      { path: '^src-main/hosts/(loopback|node)/' },
    ),
    forbid(
      'loopback-host-stands-alone',
      'hosts share through hosts/common',
      { path: '^src-main/hosts/loopback/' },
      { path: '^src-main/hosts/(electron|node)/' },
    ),
    forbid(
      'node-host-without-electron',
      'the command line starts the loopback host, never Electron',
      { path: '^src-main/hosts/node/' },
      { path: '^src-main/hosts/electron/' },
    ),
    forbid('main-side-draws-nothing', 'no screens outside the window', { path: '^src-main/' }, { path: '^src-renderer/' }),
    ...tierRules,

    forbid(
      'domain-via-index-only',
      'a domain module is used through its index',
      { path: '^src-main/core/domain/([^/]+)/' },
      { path: '^src-main/core/domain/', pathNot: '^src-main/core/domain/($1/|[^/]+\\.ts$|[^/]+/index\\.ts$)' },
    ),
    forbid(
      'domain-common-is-lowest',
      'what all domain modules share knows none of them',
      { path: '^src-main/core/domain/[^/]+\\.ts$' },
      { path: '^src-main/core/domain/[^/]+/' },
    ),
    ...orderRules('domain', 'src-main/core/domain', DOMAIN_ORDER),
    forbid(
      'only-repos-touch-tables',
      'SQL lives beside its row mapper',
      { path: '^src-main/core/domain/', pathNot: '\\.repo\\.ts$' },
      { path: '^src-main/core/database/schema/' },
    ),
    forbid(
      'only-repos-query',
      'SQL lives beside its row mapper',
      { path: '^src-main/core/domain/', pathNot: '\\.repo\\.ts$' },
      { path: npm('drizzle-orm') },
    ),
    ...ownerRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
    moduleSystems: ['es6', 'cjs', 'tsd'],
    preserveSymlinks: true,
  },
  regulars: {
    orders: { domain: DOMAIN_ORDER, features: FEATURE_ORDER },
    layers,
  },
};
