namespace Watchfloor.Tests.Stores;

/// <summary>By one that has its database alone.</summary>
public sealed class PostgresStoreContract : PostgresContract;
