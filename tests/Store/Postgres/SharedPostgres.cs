using Watchfloor.Tests.Stores.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>
/// Ends the PostgreSQL that the tests share as part of their run: the runner gives a process that has not ended by itself a few seconds,
/// and a database of many tests is not cleared away in those on a busy machine.
/// </summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    public ValueTask DisposeAsync() => PrivatePostgres.EndShared();
}
