using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Reminders;

namespace Orleans.Configuration
{
    /// <summary>The database that reminders are kept in. One of connection string and data source is given, never both.</summary>
    public class AdoNetReminderTableOptions
    {
        /// <summary>The name under which the provider is registered with <see cref="DbProviderFactories"/>.</summary>
        public string Invariant { get; set; } = null!;

        public string? ConnectionString { get; set; }

        public DbDataSource? DataSource { get; set; }
    }
}

namespace Orleans.Hosting
{
    /// <summary>
    /// Reminders in a database, for all silos of a service. Each ticks those of the grains that the view gives to it. PostgreSQL only.
    /// </summary>
    public static class SiloBuilderReminderExtensions
    {
        public static ISiloBuilder UseAdoNetReminderService(
            this ISiloBuilder builder,
            Action<AdoNetReminderTableOptions> configureOptions
        ) => builder.UseAdoNetReminderService(options => options.Configure(configureOptions));

        public static ISiloBuilder UseAdoNetReminderService(
            this ISiloBuilder builder,
            Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions
        )
        {
            configureOptions.Invoke(builder.Services.AddOptions<AdoNetReminderTableOptions>());
            builder.Services.AddSingleton<IReminderTable>(static provider =>
            {
                var given = provider.GetRequiredService<IOptions<AdoNetReminderTableOptions>>().Value;
                return new AdoNetReminderTable(
                    new(nameof(AdoNetReminderTableOptions), given.Invariant, given.ConnectionString, given.DataSource),
                    provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId
                );
            });
            ReminderServices.AddTo(builder.Services);
            return builder;
        }
    }
}
