using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>Who did what in the past of the demo. They have no password, so nobody signs in as one of them.</summary>
static class People
{
    public const string Supervisor = "u-demo-cem";

    public static IReadOnlyList<string> Operators { get; } = ["u-demo-ana", "u-demo-ben"];

    public static IReadOnlyList<(Person Person, Role Role)> All { get; } =
    [
        (Called(Operators[0], "demo-ana", "Ana Berger"), Role.Operator),
        (Called(Operators[1], "demo-ben", "Ben Okafor"), Role.Operator),
        (Called(Supervisor, "demo-cem", "Cem Yildiz"), Role.Supervisor),
    ];

    static Person Called(string id, string login, string name) => new(TenantId.Default, id, login, name, PasswordHash: null);
}
