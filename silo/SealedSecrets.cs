using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Secrets of channels, sealed with the keys in the data directory.</summary>
public sealed class SealedSecrets(IDataProtectionProvider protection) : ISecrets
{
    readonly IDataProtector _protector = protection.CreateProtector("watchfloor.channel");

    /// <inheritdoc/>
    public string Open(string sealedValue) => _protector.Unprotect(sealedValue);
}
