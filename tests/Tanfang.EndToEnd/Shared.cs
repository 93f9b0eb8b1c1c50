using Tanfang.TestKit;
using Xunit;

// One Chromium for all tests of this program; every page has a profile of its own.
[assembly: AssemblyFixture(typeof(Browser))]
