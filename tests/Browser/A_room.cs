using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>Where a test works: a server's address, a tenant there, and the key of its administrator.</summary>
sealed record A_room(string Address, string Key, string Tenant = A_room.Main)
{
    /// <summary>The tenant that runs a server; people need not name it.</summary>
    public const string Main = "main";

    /// <summary>A server of the test's own, as its first user finds it.</summary>
    public static implicit operator A_room(ServerProcess server) => new(server.Address, server.AdminKey());

    /// <summary>Speaks to it as the administrator.</summary>
    public Caller Admin() => new(Address, Key);
}
