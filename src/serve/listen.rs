//! The port that is listened on: the one asked for, else one behind it, else any.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use super::ServeError;

/// So many ports are tried from the one asked for.
const TRIED: u16 = 20;

/// An open port.
pub struct Listener {
    pub socket: TcpListener,
    /// `http://127.0.0.1:3456/`.
    pub address: String,
    /// The port asked for, where it was not free.
    pub taken: Option<u16>,
    /// True where only this machine can reach it.
    pub is_local: bool,
}

/// Opens a port of `host`.
pub fn listen(host: IpAddr, asked: u16) -> Result<Listener, ServeError> {
    let refused = |error| ServeError::Listen { host, error };
    let open = |port: u16| TcpListener::bind(SocketAddr::new(host, port));
    let first = open(asked);
    let taken = first.is_err().then_some(asked);
    let mut others = (asked.saturating_add(1)..asked.saturating_add(TRIED)).filter_map(|port| open(port).ok());
    let socket = first.or_else(|_| others.next().map_or_else(|| open(0), Ok)).map_err(refused)?;
    let address = socket.local_addr().map_err(refused)?;
    let is_local = host.is_loopback();
    // An address that stands for all of the machine's is no place to go to.
    let shown = if host.is_unspecified() { SocketAddr::new(loopback(host), address.port()) } else { address };
    Ok(Listener { socket, address: format!("http://{shown}/"), taken, is_local })
}

fn loopback(host: IpAddr) -> IpAddr {
    match host {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
    }
}
