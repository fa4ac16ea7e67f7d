using Orleans.Configuration;

namespace Orleans.Configuration
{
    /// <summary>Options of a memory storage.</summary>
    public class MemoryGrainStorageOptions
    {
        /// <summary>Has no effect: this engine keeps stream subscriptions in the silo and needs no storage grains.</summary>
        public int NumStorageGrains { get; set; } = 10;
    }
}

namespace Orleans.Hosting
{
    /// <summary>The storage that memory streams keep their subscriptions in.</summary>
    public static class MemoryGrainStorageSiloBuilderExtensions
    {
        /// <summary>Accepted so that one source configures both engines; subscriptions live in the silo, nothing else is stored.</summary>
        public static ISiloBuilder AddMemoryGrainStorage(
            this ISiloBuilder builder,
            string name,
            Action<MemoryGrainStorageOptions> configureOptions
        )
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return builder.Configure(configureOptions);
        }

        /// <inheritdoc cref="AddMemoryGrainStorage(ISiloBuilder, string, Action{MemoryGrainStorageOptions})"/>
        public static ISiloBuilder AddMemoryGrainStorage(
            this ISiloBuilder builder,
            string name,
            Action<Microsoft.Extensions.Options.OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null
        )
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return builder;
        }
    }
}
