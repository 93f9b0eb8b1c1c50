using Xunit;

// A test waits for its store now and then: two at a time leave a quarter of two cores idle.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
