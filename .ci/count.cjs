/**
 * Adds the tests of a vitest JSON report to the given counts of passed and failed phases and prints `N passed, N failed` as the last
 * line. A missing or empty report is one failure, and so is a test file that could not be loaded. Exits non-zero on any failure.
 */
const { readFileSync } = require('node:fs');

const [phasesPassed, phasesFailed, file] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];

function countTests() {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.log(`no test report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  const count = (status) => tests.filter((test) => test.status === status).length;
  const unloaded = report.testResults.filter((suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'));
  for (const suite of unloaded) console.log(`FAILED  ${suite.name}: ${suite.message}`);
  for (const test of tests.filter(({ status }) => status === 'failed')) console.log(`FAILED  ${test.fullName}`);
  const passed = count('passed');
  return { passed, failed: count('failed') + unloaded.length + (passed === 0 ? 1 : 0), skipped: tests.length - passed - count('failed') };
}

const { passed, failed, skipped } = countTests();
console.log(`phases: ${phasesPassed} passed, ${phasesFailed} failed; tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
console.log(`${phasesPassed + passed} passed, ${phasesFailed + failed} failed`);
process.exitCode = phasesFailed + failed === 0 ? 0 : 1;
