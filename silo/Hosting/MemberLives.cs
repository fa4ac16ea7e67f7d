using Orleans.Runtime;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>
/// Lives of silos among others: each is a member, and goes on as long as it is in the view. Who was evicted may go on a moment longer; for
/// everybody else it is dead.
/// </summary>
sealed class MemberLives(ILocalSiloDetails self, IServiceProvider services) : ILives
{
    readonly Lazy<Func<string, bool>> _isMember = new(() => services.GetRequiredKeyedService<Func<string, bool>>(MembershipFence.Handover));

    /// <inheritdoc/>
    public string Own => self.SiloAddress.ToParsableString();

    /// <inheritdoc/>
    public bool MayGoOn(string? life) => life is null || (life != Own && _isMember.Value(life));
}
