//! Dates in the site's zone, and how readers see them. The only home of `jiff`.

use jiff::civil;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Lang;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Day", into = "Day")]
pub struct Date(civil::Date);

/// A moment, with the wall clock of the site's zone; `has_time` is false where only a day was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Moment", into = "Moment")]
pub struct DateTime {
    zoned: jiff::Zoned,
    has_time: bool,
}

/// A [`Date`] as it is kept: year, month, day.
#[derive(Serialize, Deserialize)]
struct Day(i16, i8, i8);

impl From<Date> for Day {
    fn from(Date(date): Date) -> Self {
        Self(date.year(), date.month(), date.day())
    }
}

impl TryFrom<Day> for Date {
    type Error = jiff::Error;

    fn try_from(Day(year, month, day): Day) -> Result<Self, Self::Error> {
        civil::Date::new(year, month, day).map(Self)
    }
}

/// A [`DateTime`] as it is kept: nanoseconds since 1970 and the name of the zone.
#[derive(Serialize, Deserialize)]
struct Moment {
    at: i128,
    zone: String,
    has_time: bool,
}

impl From<DateTime> for Moment {
    fn from(DateTime { zoned, has_time }: DateTime) -> Self {
        let zone = zoned.time_zone().iana_name().unwrap_or_default().to_owned();
        Self { at: zoned.timestamp().as_nanosecond(), zone, has_time }
    }
}

impl TryFrom<Moment> for DateTime {
    type Error = jiff::Error;

    fn try_from(Moment { at, zone, has_time }: Moment) -> Result<Self, Self::Error> {
        let zoned = jiff::Timestamp::from_nanosecond(at)?.to_zoned(TimeZone::get(&zone)?);
        Ok(Self { zoned, has_time })
    }
}

/// The site's time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone called `name` in the IANA data base (compiled in); none where there is no such zone.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }
}

impl Date {
    /// Reads `2024-05-13`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        shaped.then(|| text.parse().ok().map(Self)).flatten()
    }

    /// `2024-05-13`.
    #[must_use]
    pub fn iso(self) -> String {
        self.0.to_string()
    }

    /// `13/05/2024`, in English `13 May 2024`.
    #[must_use]
    pub fn show(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.0.strftime("%d/%m/%Y").to_string(),
            Lang::En => self.0.strftime("%-d %B %Y").to_string(),
        }
    }

    /// `tháng 5/2024`, `May 2024`; of a month that is none the year.
    #[must_use]
    pub fn month_of_year(lang: Lang, year: i16, month: i8) -> String {
        match (lang, civil::Date::new(year, month, 1)) {
            (_, Err(_)) => year.to_string(),
            (Lang::Vi, Ok(_)) => format!("Tháng {month}/{year}"),
            (Lang::En, Ok(first)) => first.strftime("%B %Y").to_string(),
        }
    }

    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month and day, from 1.
    #[must_use]
    pub fn day_of_year(self) -> (i8, i8) {
        (self.0.month(), self.0.day())
    }

    /// The end of a part-year as readers know it: `đến hết quý I/2024`, `đến hết tháng 5/2024`, `đến ngày 15/03/2024`.
    #[must_use]
    pub fn part_year(self, lang: Lang) -> String {
        let (year, month) = (self.0.year(), self.0.month());
        let ends_month = self.0 == self.0.last_of_month();
        let quarter = ["I", "II", "III", "IV"][usize::from((month.unsigned_abs() - 1) / 3)];
        match (lang, ends_month, month % 3 == 0) {
            (Lang::Vi, true, true) => format!("đến hết quý {quarter}/{year}"),
            (Lang::Vi, true, false) => format!("đến hết tháng {month}/{year}"),
            (Lang::Vi, false, _) => format!("đến ngày {}", self.show(lang)),
            (Lang::En, true, true) => format!("to the end of Q{}/{year}", month / 3),
            (Lang::En, true, false) => self.0.strftime("to the end of %B %Y").to_string(),
            (Lang::En, false, _) => format!("to {}", self.show(lang)),
        }
    }
}

impl DateTime {
    /// Reads `2024-05-13`, `2024-05-13 14:08` (in `zone`) or RFC 3339 (shown in `zone`).
    #[must_use]
    pub fn parse(text: &str, zone: &Zone) -> Option<Self> {
        if let Some(date) = Date::parse(text) {
            return Self::start_of(date, zone);
        }
        if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
            return Some(Self { zoned: timestamp.to_zoned(zone.0.clone()), has_time: true });
        }
        let (day, time) = text.split_once(' ')?;
        let date = Date::parse(day)?;
        let time = civil::Time::strptime(if time.len() > 5 { "%H:%M:%S" } else { "%H:%M" }, time).ok()?;
        Some(Self { zoned: date.0.to_datetime(time).to_zoned(zone.0.clone()).ok()?, has_time: true })
    }

    /// The machine's clock, for `--now clock` only.
    #[must_use]
    pub fn clock(zone: &Zone) -> Self {
        Self { zoned: jiff::Timestamp::now().to_zoned(zone.0.clone()), has_time: true }
    }

    /// Midnight at the beginning of `date`.
    #[must_use]
    pub fn start_of(date: Date, zone: &Zone) -> Option<Self> {
        Some(Self { zoned: date.0.to_zoned(zone.0.clone()).ok()?, has_time: false })
    }

    /// `2024-05-13T14:08:00+07:00`.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        self.zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// `14:08 13/05/2024`, without the time where only a day was given; in English `13 May 2024, 14:08`.
    #[must_use]
    pub fn show(&self, lang: Lang) -> String {
        let day = self.date().show(lang);
        match (lang, self.has_time) {
            (_, false) => day,
            (Lang::Vi, true) => format!("{} {day}", self.zoned.strftime("%H:%M")),
            (Lang::En, true) => format!("{day}, {}", self.zoned.strftime("%H:%M")),
        }
    }

    /// The day in the site's zone.
    #[must_use]
    pub fn date(&self) -> Date {
        Date(self.zoned.date())
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.zoned.timestamp().cmp(&other.zoned.timestamp()).then(self.has_time.cmp(&other.has_time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_forms() {
        let zone = Zone::named("Asia/Ho_Chi_Minh").expect("compiled in");
        let check = |text: &str, shown: &str, rfc: &str| {
            let moment = DateTime::parse(text, &zone).expect(text);
            assert_eq!((moment.show(Lang::Vi).as_str(), moment.rfc3339().as_str()), (shown, rfc));
        };
        check("2024-05-13", "13/05/2024", "2024-05-13T00:00:00+07:00");
        check("2024-05-13 14:08", "14:08 13/05/2024", "2024-05-13T14:08:00+07:00");
        check("2024-05-13T07:08:00Z", "14:08 13/05/2024", "2024-05-13T14:08:00+07:00");
        for text in ["13/05/2024", "2024-02-30", "2024-5-13", "", "2024-05-13 25:00"] {
            assert!(DateTime::parse(text, &zone).is_none(), "{text}");
        }
    }

    #[test]
    fn part_years_have_names() {
        let date = |text| Date::parse(text).expect(text);
        assert_eq!(date("2024-03-31").part_year(Lang::Vi), "đến hết quý I/2024");
        assert_eq!(date("2024-05-31").part_year(Lang::Vi), "đến hết tháng 5/2024");
        assert_eq!(date("2024-05-13").part_year(Lang::En), "to 13 May 2024");
    }
}
