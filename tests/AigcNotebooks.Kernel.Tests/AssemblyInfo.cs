using Xunit;

// Cells share the process's console and its current cell, so tests run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
