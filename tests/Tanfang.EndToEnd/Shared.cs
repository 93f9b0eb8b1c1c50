using Tanfang.TestKit;
using Xunit;

// Most of a kill is waiting, for a process to start or for its moment to come.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
// One Chromium for all tests of this program; every page has a profile of its own.
[assembly: AssemblyFixture(typeof(Browser))]
