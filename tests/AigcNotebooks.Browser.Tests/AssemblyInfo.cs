using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;

// One browser and one server for all; two cores have enough to do with one notebook's kernel, its page and its server.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Workplace))]
