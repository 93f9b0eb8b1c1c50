using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Access;

/// <summary>
/// Whether people sign in here: from the first account on, for ever. Before, the one local user of this machine may everything, and only synthetic
/// people belong into the store (docs/adr/0015).
/// </summary>
public sealed class SignInState
{
    private volatile bool isOn;

    public async ValueTask<bool> IsOn(TanfangDb db, CancellationToken cancel)
    {
        if (!isOn && await db.Accounts.AnyAsync(cancel))
        {
            isOn = true;
        }

        return isOn;
    }
}
